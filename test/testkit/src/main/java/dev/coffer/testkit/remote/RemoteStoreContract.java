package dev.coffer.testkit.remote;

import dev.coffer.FileStore;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a store of a remote service must do beyond the contract of every store: extend this class in
 * a test, and say where the service is and how a store of it is opened.
 *
 * <ul>
 *   <li>A read whose connection is lost goes on, with the same version or not at all.
 *   <li>A call that meets the close of its store ends well or says that the store is closed.
 *   <li>Many threads may use one store with few connections.
 *   <li>A directory of many files is complete, and costs one request for as many as the service
 *       takes at once.
 *   <li>A store touches nothing of a store whose prefix only begins with its own.
 *   <li>A signed URL reads or writes one file, as it was signed, for seven days at most.
 * </ul>
 *
 * <p>For a bad network see {@link dev.coffer.testkit.chaos.ChaosContract}.
 */
public abstract class RemoteStoreContract
    implements LostReadCases, ClosingCallCases, SharedStoreCases, ManyFilesCases, SignedUrlCases {
  private static final AtomicInteger PLACES = new AtomicInteger();

  private final String place = "remote-" + PLACES.incrementAndGet();

  /** For the author of a back end. */
  protected RemoteStoreContract() {}

  /**
   * Where the service is.
   *
   * @return {@code http://host:port}
   */
  @Override
  public abstract URI server();

  /**
   * Opens a store with a pool of 16 connections at most, on the service or on a proxy before it.
   *
   * @param endpoint where requests go
   * @param name of letters, digits and {@code -}, for the store's own prefix: the same files for
   *     the same name, and none for a new one
   * @return a store, closed by the contract
   */
  protected abstract FileStore openStore(URI endpoint, String name);

  /**
   * How many bytes take several requests to write.
   *
   * @return 11 MiB unless overridden
   */
  @Override
  public int largeSize() {
    return 11 << 20;
  }

  /**
   * How many files the case on a large directory writes.
   *
   * @return 2,500 unless overridden
   */
  @Override
  public int manyFiles() {
    return 2_500;
  }

  /**
   * How many files one request deletes.
   *
   * @return 1,000 unless overridden
   */
  @Override
  public int deletionsInARequest() {
    return 1000;
  }

  /** Opens the store of a case: each case has files of its own. */
  @Override
  public final FileStore open(URI endpoint) {
    return openStore(endpoint, place);
  }

  @Override
  public final FileStore openSibling(URI endpoint) {
    return openStore(endpoint, place + "2");
  }
}
