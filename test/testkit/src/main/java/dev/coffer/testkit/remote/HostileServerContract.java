package dev.coffer.testkit.remote;

import dev.coffer.FileStore;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/**
 * What a store of a remote service makes of a server that lies, as gateways, caches and half
 * implementations of a protocol do: extend this class in a test. The store has the prefix {@value
 * #PREFIX} of the server's bucket; other keys belong to others.
 *
 * <ul>
 *   <li>A read gives the bytes of the file or an error, never other bytes.
 *   <li>A listing gives everything, each name once, or an error, and it ends.
 *   <li>What is outside of the store's prefix, or of the directory that is deleted, stays.
 *   <li>Each error is a {@link dev.coffer.FileStoreException} of the kind that the server's status
 *       and code tell; what cannot succeed later is not repeated until a deadline.
 *   <li>An answer that does not say clearly where it ends is an error, and what comes behind an
 *       answer is never taken for the next one.
 *   <li>An answer without an end takes no more memory than a long one, and is an error.
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

  /** For the author of a back end. */
  @SuppressWarnings("NullAway.Init") // set before each case
  protected HostileServerContract() {}

  /**
   * Starts a server that tells the truth.
   *
   * @return an empty one, closed by the contract
   */
  protected abstract HostileServer newServer();

  /**
   * Opens a store in the server's bucket that repeats what fails for a few seconds.
   *
   * @param endpoint where requests go; the server, or a proxy before it
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
