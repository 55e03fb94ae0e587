package dev.coffer.remote;

import dev.coffer.ErrorContext;
import dev.coffer.FileStoreException;
import java.net.ProtocolException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes the requests of one store by a client that throws unchecked exceptions: repeats those that
 * may succeed later, and lets no exception of the client reach a caller. The client itself should
 * not repeat requests: only who counts the attempts knows whether a refusal may be the answer to an
 * earlier attempt that succeeded. Thread-safe.
 */
public final class ClientCalls {
  /** How often a request is made whose answer is not HTTP. */
  private static final int MOST_UNREADABLE = 3;

  private final Lifetime lifetime;
  private final Translation translation;

  /** What a client's exceptions mean. */
  public interface Translation {
    /**
     * Returns the error for a failure. Interrupts and the close of the store have been handled.
     *
     * @param context where it happened
     * @param failure thrown by the client, never a {@link FileStoreException}
     * @return the error, thrown by the caller
     */
    RuntimeException translate(ErrorContext context, RuntimeException failure);

    /**
     * Returns whether the same request may succeed a little later.
     *
     * @param failure thrown by the client
     * @return false for a refusal, and for a failure that no later attempt can cure
     */
    boolean isTransient(RuntimeException failure);

    /**
     * Returns how long the service asks to wait.
     *
     * @param failure thrown by the client
     * @return the pause; empty unless overridden
     */
    default Optional<Duration> retryAfter(RuntimeException failure) {
      return Optional.empty();
    }
  }

  /**
   * Creates the calls of a store.
   *
   * @param lifetime from opening to close
   * @param translation what the client's exceptions mean
   */
  public ClientCalls(Lifetime lifetime, Translation translation) {
    this.lifetime = lifetime;
    this.translation = translation;
  }

  /**
   * Makes a request until it is answered or refused, and translates its failure.
   *
   * @param <T> the answer
   * @param attempts the attempts of the operation
   * @param request calls the client
   * @return the answer
   * @throws IllegalStateException if the store is closed
   * @throws FileStoreException if the request fails or the thread is interrupted
   */
  public <T> T call(Attempts attempts, Supplier<? extends T> request) {
    try {
      return send(attempts, request);
    } catch (RuntimeException e) {
      throw translate(attempts.context(), e);
    }
  }

  /**
   * Makes a request until it is answered or refused, for a caller that looks at the refusal and
   * leaves the rest to {@link #translate}.
   *
   * @param <T> the answer
   * @param attempts the attempts of the operation
   * @param request calls the client
   * @return the answer
   * @throws RuntimeException thrown by the client in the last attempt
   */
  public <T> T send(Attempts attempts, Supplier<? extends T> request) {
    for (int attempt = 1; ; attempt++) {
      lifetime.check(attempts.operation(), attempts.path());
      try {
        return request.get();
      } catch (FileStoreException e) {
        throw e;
      } catch (RuntimeException e) {
        if (isEnd(e) || !mayHelp(e, attempt) || !again(attempts, e)) {
          throw e;
        }
      }
    }
  }

  /** What is left of an answer may spoil the next one; a server that does so often stays broken. */
  private boolean mayHelp(RuntimeException failure, int attempt) {
    return translation.isTransient(failure)
        && (attempt < MOST_UNREADABLE || !Causes.has(failure, ProtocolException.class));
  }

  private boolean again(Attempts attempts, RuntimeException failure) {
    Optional<Duration> asked = translation.retryAfter(failure);
    return asked.isPresent() ? attempts.again(asked.get()) : attempts.again(failure);
  }

  /**
   * Returns the error for a failure of the client.
   *
   * @param context where it happened
   * @param failure thrown by the client; an error of the contract is returned as it is
   * @return the error, thrown by the caller
   */
  public RuntimeException translate(ErrorContext context, RuntimeException failure) {
    if (failure instanceof FileStoreException) {
      return failure;
    }
    try {
      lifetime.ensureOpen();
    } catch (IllegalStateException ended) {
      return ended;
    }
    return isInterrupt(failure)
        ? Lifetime.interrupted(context.operation(), context.path(), context.store(), failure)
        : translation.translate(context, failure);
  }

  private boolean isEnd(RuntimeException failure) {
    lifetime.ensureOpen();
    return isInterrupt(failure);
  }

  /** Whether the thread was interrupted; a client may have cleared the flag. */
  private static boolean isInterrupt(Throwable failure) {
    return Thread.currentThread().isInterrupted()
        || Causes.has(failure, InterruptedException.class)
        || Causes.has(failure, ClosedByInterruptException.class);
  }
}
