package dev.coffer.testkit.remote;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.FileStore;
import java.net.URI;

/** The fixture of the cases of each topic. */
interface HostileServerUnderTest {
  /** Returns the server of this case, which tells the truth at its start. */
  HostileServer server();

  /** Returns the store on it. */
  FileStore store();

  /** Returns another store on the same files, at another address. */
  FileStore open(URI endpoint);

  /** Returns the key of a file of the store. */
  String key(String path);

  /** Makes the server lie; skips the case if the protocol does not allow the lie. */
  default void tell(Lie lie) {
    assumeTrue(server().canTell(lie), () -> "the protocol does not allow " + lie);
    server().tell(lie);
  }
}
