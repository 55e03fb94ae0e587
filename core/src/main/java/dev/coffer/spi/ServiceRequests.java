package dev.coffer.spi;

import dev.coffer.FileStore;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The requests that a store makes to a service, to be had with {@link FileStore#unwrap}: who wants
 * to see them is told of each. What is told names no file and holds no secret, so a layer passes
 * this on; a view of a directory does not.
 *
 * <p>A store whose client was handed in has none: that client is the application's to observe.
 */
@FunctionalInterface
public interface ServiceRequests {
  /**
   * From now on somebody is told.
   *
   * @param listener called on the thread that makes the request
   * @return ends it
   */
  Subscription listen(Listener listener);

  /** A listener's place. */
  @FunctionalInterface
  interface Subscription extends AutoCloseable {
    /** Ends it. */
    @Override
    void close();
  }

  /**
   * A request that begins; one of several when it is repeated.
   *
   * @param name what is asked, of a small number of words: {@code PutObject}, {@code objects.get}
   * @param method of HTTP
   * @param attempt 1 for the first
   */
  record Request(String name, String method, int attempt) {}

  /** Is told of each request, by many threads. */
  @FunctionalInterface
  interface Listener {
    /**
     * A request begins; must not throw.
     *
     * @param request what is asked
     * @return is told the end
     */
    Ending begin(Request request);
  }

  /** Waits for the end of one request. */
  @FunctionalInterface
  interface Ending {
    /**
     * The head of the answer is there, or the request has failed. Called once, on the thread on
     * which it began; must not throw.
     *
     * @param status of the answer; nothing when there is none
     * @param error what ended a request that has no answer
     */
    void ended(OptionalInt status, @Nullable Throwable error);
  }
}
