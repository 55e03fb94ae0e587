package dev.coffer.testkit.remote;

import dev.coffer.FileStore;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;

/**
 * The behaviour that a store of a remote service must have beyond the contract of every store:
 * extend this class in a test, and specify where the service is and how a store of it is opened.
 *
 * <ul>
 *   <li>A read whose connection is lost continues with the same version or not at all.
 *   <li>A call during which its store is closed completes or reports that the store is closed.
 *   <li>Many threads may use one store with few connections.
 *   <li>A directory of many files is complete, and costs one request for as many files as the
 *       service accepts at once.
 *   <li>A store touches nothing of a store whose prefix merely begins with its own.
 *   <li>A signed URL reads or writes one file, as it was signed, for at most seven days.
 * </ul>
 *
 * <p>For a bad network see {@link dev.coffer.testkit.chaos.ChaosContract}.
 */
@Timeout(300)
public abstract class RemoteStoreContract
    implements LostReadCases, ClosingCallCases, SharedStoreCases, ManyFilesCases, SignedUrlCases {
  private static final AtomicInteger PLACES = new AtomicInteger();

  private final String place = "remote-" + PLACES.incrementAndGet();

  /** Creates the test of a back end. */
  protected RemoteStoreContract() {}

  /**
   * Returns the address of the service.
   *
   * @return {@code http://host:port}
   */
  @Override
  public abstract URI server();

  /**
   * Opens a store with a pool of at most 16 connections, on the service or on a proxy in front of
   * it.
   *
   * @param endpoint the address to which requests are sent
   * @param name a name of letters, digits and {@code -} for the store's own prefix: the same name
   *     has the same files, and a new name has none
   * @return a store, closed by the contract
   */
  protected abstract FileStore openStore(URI endpoint, String name);

  /**
   * Returns a size that takes several requests to write.
   *
   * @return 11 MiB unless overridden
   */
  @Override
  public int largeSize() {
    return 11 << 20;
  }

  /**
   * Returns how many files the case on a large directory writes.
   *
   * @return 2,500 unless overridden
   */
  @Override
  public int manyFiles() {
    return 2_500;
  }

  /**
   * Returns how many files one request deletes.
   *
   * @return 1,000 unless overridden
   */
  @Override
  public int deletionsInARequest() {
    return 1000;
  }

  /** Opens the store of a case; each case has files of its own. */
  @Override
  public final FileStore open(URI endpoint) {
    return openStore(endpoint, place);
  }

  @Override
  public final FileStore openSibling(URI endpoint) {
    return openStore(endpoint, place + "2");
  }
}
