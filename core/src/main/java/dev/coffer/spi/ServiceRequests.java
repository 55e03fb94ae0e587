package dev.coffer.spi;

import dev.coffer.FileStore;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Reports the requests that a store makes to a service; obtained with {@link FileStore#unwrap}. A
 * report names no file and contains no secret, so a layer passes this on; a view of a directory
 * does not.
 *
 * <p>A store that was given its client does not have this feature: the application observes that
 * client itself.
 */
@FunctionalInterface
public interface ServiceRequests {
  /**
   * Adds a listener for all requests from now on.
   *
   * @param listener called on the thread that makes the request
   * @return ends the subscription
   */
  Subscription listen(Listener listener);

  /** The subscription of a listener. */
  @FunctionalInterface
  interface Subscription extends AutoCloseable {
    /** Ends the subscription. */
    @Override
    void close();
  }

  /**
   * A request that begins; each repetition is a request of its own.
   *
   * @param name the operation, one of a small set of words: {@code PutObject}, {@code objects.get}
   * @param method the HTTP method
   * @param attempt 1 for the first
   */
  record Request(String name, String method, int attempt) {}

  /** Is notified of each request, by many threads. */
  @FunctionalInterface
  interface Listener {
    /**
     * Called when a request begins; must not throw.
     *
     * @param request the request
     * @return is notified of its end
     */
    Ending begin(Request request);
  }

  /** Is notified of the end of one request. */
  @FunctionalInterface
  interface Ending {
    /**
     * Called when the head of the response has arrived, or the request has failed. Called once, on
     * the thread on which the request began; must not throw.
     *
     * @param status the status of the response; empty if there is none
     * @param error the failure of a request without a response
     */
    void ended(OptionalInt status, @Nullable Throwable error);
  }
}
