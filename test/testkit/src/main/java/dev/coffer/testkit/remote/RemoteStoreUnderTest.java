package dev.coffer.testkit.remote;

import dev.coffer.FileStore;
import java.net.URI;

/** The fixture of the cases of each topic. */
interface RemoteStoreUnderTest {
  /** Returns the address of the service. */
  URI server();

  /** Returns a store with the files of this case, on the service or on a proxy in front of it. */
  FileStore open(URI endpoint);

  /** Returns a store whose prefix begins with that of the other store. */
  FileStore openSibling(URI endpoint);

  /** Returns a size that takes several requests to write. */
  int largeSize();

  /** Returns how many files a large directory has. */
  int manyFiles();

  /** Returns how many files one request deletes. */
  int deletionsInARequest();
}
