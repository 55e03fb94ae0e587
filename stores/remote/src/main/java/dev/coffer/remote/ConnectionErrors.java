package dev.coffer.remote;

import dev.coffer.ConfigurationException;
import dev.coffer.ConnectionException;
import dev.coffer.ErrorContext;
import dev.coffer.FileStoreException;
import dev.coffer.StorageFailureException;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.concurrent.TimeoutException;

/**
 * The errors of the contract for requests that got no response, or whose response cannot be read.
 *
 * @param hints what the messages say
 */
public record ConnectionErrors(ConnectionHints hints) {
  /**
   * Returns the error for a failure. It is a {@link ConnectionException} if a later attempt may
   * succeed, a {@link ConfigurationException} if the server does not speak TLS or is not trusted,
   * and a {@link StorageFailureException} if the response is invalid or the back end has thrown an
   * exception of the JDK such as {@link IllegalArgumentException}.
   *
   * @param context where it happened
   * @param failure what the client threw
   * @return the error, thrown by the caller
   */
  public FileStoreException of(ErrorContext context, Throwable failure) {
    if (!isOfConnection(failure) || Causes.has(failure, ProtocolException.class)) {
      return new StorageFailureException(context, senseless(failure), failure);
    }
    return isHopeless(failure)
        ? new ConfigurationException(context, hints.hint(failure), failure)
        : new ConnectionException(context, hints.hint(failure), failure);
  }

  /**
   * Returns whether a later attempt may succeed.
   *
   * @param failure what the client threw
   * @return true for a lost connection, a timeout, and a response that is not HTTP, since it may be
   *     the rest of another one
   */
  public static boolean isTransient(Throwable failure) {
    return isOfConnection(failure) && !isHopeless(failure);
  }

  private static boolean isOfConnection(Throwable failure) {
    boolean isOfAnswer =
        Causes.has(failure, MalformedResponseException.class)
            || Causes.has(failure, OversizedResponseException.class);
    return !isOfAnswer
        && (Causes.has(failure, IOException.class) || Causes.has(failure, TimeoutException.class));
  }

  /** Whether code of the back end or of its client threw it, rather than found something wrong. */
  private static boolean isOfCode(Throwable failure) {
    return failure.getClass().getName().startsWith("java.")
        && !Causes.has(failure, IOException.class);
  }

  private static boolean isHopeless(Throwable failure) {
    return TlsErrors.isOfCertificate(failure) || TlsErrors.isWithoutTls(failure);
  }

  /** The texts of our own exceptions contain nothing of the server; others may. */
  private static String senseless(Throwable failure) {
    if (isOfCode(failure)) {
      return "the back end threw "
          + failure.getClass().getName()
          + ": it has an error, or does not expect such a response (see the cause)";
    }
    String told =
        Causes.of(failure)
            .filter(
                cause ->
                    cause instanceof MalformedResponseException
                        || cause instanceof OversizedResponseException)
            .map(cause -> ": " + cause.getMessage())
            .findFirst()
            .orElse("");
    return "the server's response is invalid" + told;
  }
}
