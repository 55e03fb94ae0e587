package dev.coffer.testkit.remote;

import dev.coffer.FileStore;
import dev.coffer.testkit.ClientTimes;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/**
 * The behaviour of a store of a remote service with a server that lies, as gateways, caches and
 * partial implementations of a protocol do: extend this class in a test. The store has the prefix
 * {@value #PREFIX} of the server's bucket; other keys belong to others.
 *
 * <ul>
 *   <li>A read returns the bytes of the file or an error, never other bytes.
 *   <li>A listing returns everything, each name once, or an error, and it ends.
 *   <li>Keys outside the store's prefix, or outside the directory being deleted, stay.
 *   <li>Each error is a {@link dev.coffer.FileStoreException} of the kind determined by the
 *       server's status and code; a request that cannot succeed later is not repeated until a
 *       deadline.
 *   <li>A response that does not state clearly where it ends is an error, and bytes after a
 *       response are never taken for the next one.
 *   <li>An endless response takes no more memory than a long one, and is an error.
 * </ul>
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
public abstract class HostileServerContract
    implements HostileReadCases,
        HostileListingCases,
        HostileDeletionCases,
        HostileFramingCases,
        EndlessAnswerCases {
  /** The directory of the bucket that is the store's root. */
  protected static final String PREFIX = "ours";

  private HostileServer server;
  private FileStore store;

  /** Creates the test of a back end. */
  @SuppressWarnings("NullAway.Init") // set before each case
  protected HostileServerContract() {}

  /**
   * Starts a server that tells the truth.
   *
   * @return an empty server, closed by the contract
   */
  protected abstract HostileServer newServer();

  /**
   * Returns the time limits for the clients of the stores that {@link #openStore} opens.
   *
   * @return {@link ClientTimes#FOR_A_SERVER_THAT_LIES} unless overridden
   */
  protected ClientTimes clientTimes() {
    return ClientTimes.FOR_A_SERVER_THAT_LIES;
  }

  /**
   * Opens a store in the server's bucket with the limits of {@link #clientTimes()}. With the usual
   * times of a client, cases fail because the store is too patient.
   *
   * @param endpoint the address to which requests are sent; the server, or a proxy in front of it
   * @param prefix the directory of the bucket that is the store's root
   * @return a store, closed by the contract
   */
  protected abstract FileStore openStore(URI endpoint, String prefix);

  @BeforeEach
  final void startServer() {
    server = newServer();
    store = openStore(server.uri(), PREFIX);
  }

  @AfterEach
  final void stopServer() {
    store.close();
    server.close();
  }

  @Override
  public final HostileServer server() {
    return server;
  }

  @Override
  public final FileStore store() {
    return store;
  }

  @Override
  public final FileStore open(URI endpoint) {
    return openStore(endpoint, PREFIX);
  }

  @Override
  public final String key(String path) {
    return PREFIX + "/" + path;
  }
}
