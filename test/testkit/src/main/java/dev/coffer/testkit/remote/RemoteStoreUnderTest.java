package dev.coffer.testkit.remote;

import dev.coffer.FileStore;
import java.net.URI;

/** What the cases of each topic stand on. */
interface RemoteStoreUnderTest {
  /** The service. */
  URI server();

  /** A store with the files of this case, on the service or on a proxy before it. */
  FileStore open(URI endpoint);

  /** A store whose prefix begins with all of that of the other, and is another. */
  FileStore openSibling(URI endpoint);

  /** How many bytes take several requests to write. */
  int largeSize();

  /** How many files a large directory has. */
  int manyFiles();

  /** How many files one request deletes. */
  int deletionsInARequest();
}
