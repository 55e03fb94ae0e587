package dev.coffer.testkit.remote;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.FileStore;
import java.net.URI;

/** What the cases of each topic stand on. */
interface HostileServerUnderTest {
  /** The server of this case; it tells the truth when the case starts. */
  HostileServer server();

  /** The store on it. */
  FileStore store();

  /** Another store on the same files, by another address. */
  FileStore open(URI endpoint);

  /** The key of a file of the store. */
  String key(String path);

  /** Has the server lie; skips the case when its protocol has no room for the lie. */
  default void tell(Lie lie) {
    assumeTrue(server().canTell(lie), () -> "the protocol has no room for " + lie);
    server().tell(lie);
  }
}
