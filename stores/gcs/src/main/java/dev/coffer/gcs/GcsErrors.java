package dev.coffer.gcs;

import com.google.api.client.googleapis.json.GoogleJsonError;
import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.HttpResponseException;
import com.google.auth.Retryable;
import dev.coffer.ConfigurationException;
import dev.coffer.ConflictException;
import dev.coffer.ConnectionException;
import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.PermissionDeniedException;
import dev.coffer.StorageFailureException;
import dev.coffer.remote.Causes;
import dev.coffer.remote.ConnectionHints;
import dev.coffer.remote.Lifetime;
import dev.coffer.remote.ServerText;
import dev.coffer.remote.StatusErrors;
import dev.coffer.remote.TlsErrors;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * Translates exceptions of Google's client into errors of the contract, with advice. Only the
 * status, the reason and the named permission of an error response are shown: its text may contain
 * secrets.
 *
 * @param store the name of the store in errors
 * @param bucket the bucket
 * @param endpoint the server, as shown to users
 */
record GcsErrors(String store, String bucket, String endpoint) {
  private static final Set<String> BUSY_REASONS =
      Set.of("rateLimitExceeded", "userRateLimitExceeded", "backendError");
  private static final Set<String> HELD =
      Set.of("retentionPolicyNotMet", "objectUnderActiveHold", "objectRetained");

  private static final Pattern PERMISSION =
      Pattern.compile("\\b(?:storage|cloudkms|serviceusage)\\.[a-zA-Z]{1,50}\\.[a-zA-Z]{1,50}\\b");

  /** Returns whether the same request may succeed a little later. */
  static boolean isTransient(IOException e) {
    if (isInterrupt(e) || e instanceof ResponseReader.UnusableException) {
      return false;
    }
    if (e instanceof HttpResponseException answer) {
      return StatusErrors.isBusy(answer.getStatusCode())
          || BUSY_REASONS.contains(reason(details(answer)));
    }
    if (e instanceof Authorization.NoTokenException) {
      return e.getCause() instanceof Retryable token && token.isRetryable() && !isHopeless(e);
    }
    boolean isOfTls = e instanceof SSLException && !(e.getCause() instanceof IOException);
    return !isOfTls && !isHopeless(e);
  }

  static boolean isTransient(GoogleJsonError error) {
    return StatusErrors.isBusy(error.getCode()) || BUSY_REASONS.contains(reason(error));
  }

  FileStoreException translate(String operation, String path, IOException e) {
    if (isInterrupt(e)) {
      return Lifetime.interrupted(operation, path, store, e);
    }
    if (e instanceof Authorization.NoTokenException) {
      return untrusted(operation, path, e);
    }
    if (e instanceof ResponseReader.UnusableException unusable) {
      return senseless(operation, path, unusable);
    }
    if (isHopeless(e)) {
      return new ConfigurationException(
          new ErrorContext(operation, path, store), unreachable(endpoint, e), e);
    }
    return e instanceof HttpResponseException answer
        ? answered(operation, path, answer.getStatusCode(), details(answer), e)
        : new ConnectionException(
            new ErrorContext(operation, path, store), unreachable(endpoint, e), e);
  }

  static int status(IOException e) {
    return e instanceof HttpResponseException answer ? answer.getStatusCode() : 0;
  }

  // ---- Error responses

  /** Returns the error for a response that is not one of the API and must not be trusted. */
  StorageFailureException senseless(
      String operation, String path, ResponseReader.UnusableException answer) {
    return new StorageFailureException(
        new ErrorContext(operation, path, store),
        "the response of " + endpoint + " is invalid: " + answer.getMessage(),
        answer);
  }

  private static @Nullable GoogleJsonError details(HttpResponseException e) {
    return e instanceof GoogleJsonResponseException json ? json.getDetails() : null;
  }

  private static String reason(@Nullable GoogleJsonError error) {
    List<GoogleJsonError.ErrorInfo> errors = error == null ? null : error.getErrors();
    String reason = errors == null || errors.isEmpty() ? null : errors.get(0).getReason();
    return reason == null ? "" : reason;
  }

  /** Returns the permission that a response names. */
  private static Optional<String> permission(@Nullable GoogleJsonError error) {
    String message = error == null ? null : error.getMessage();
    Matcher matcher = PERMISSION.matcher(message == null ? "" : message);
    return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
  }

  /** Returns the missing permission that Google named. */
  static Optional<String> missingPermission(@Nullable Throwable cause) {
    return cause instanceof HttpResponseException answer
        ? permission(details(answer))
        : Optional.empty();
  }

  /** Returns the error of one request in a batch response. */
  FileStoreException ofOne(String operation, String path, GoogleJsonError error) {
    return answered(operation, path, error.getCode(), error, null);
  }

  private FileStoreException answered(
      String operation,
      String path,
      int status,
      @Nullable GoogleJsonError details,
      @Nullable Throwable e) {
    String reason = reason(details);
    String shown = "status " + status + (reason.isEmpty() ? "" : " " + ServerText.shown(reason));
    ErrorContext context = new ErrorContext(operation, path, store);
    if (BUSY_REASONS.contains(reason)) {
      return StatusErrors.busy(context, shown, e);
    }
    if (HELD.contains(reason)) {
      return new PermissionDeniedException(
          context, "a hold or the bucket's retention forbids it; " + shown, e);
    }
    if (reason.equals("userProjectMissing")) {
      return new ConfigurationException(
          context, "the bucket's readers pay: set quota-project; " + shown, e);
    }
    return status == 403
        ? new PermissionDeniedException(context, forbidden(details) + "; " + shown, e)
        : StatusErrors.of(context, endpoint, status, shown, e);
  }

  private static String forbidden(@Nullable GoogleJsonError details) {
    return permission(details)
        .map(name -> "the permission " + name + " is missing")
        .orElse("the credentials may not do this");
  }

  ConfigurationException missingBucket(String operation, String path, @Nullable Throwable e) {
    return StatusErrors.missingBucket(
        new ErrorContext(operation, path, store), "bucket '" + bucket + "'", endpoint, "", e);
  }

  ConflictException conflict(FilePath path, String hint, @Nullable Throwable cause) {
    return conflict("write", path, hint, cause);
  }

  ConflictException conflict(
      String operation, FilePath path, String hint, @Nullable Throwable cause) {
    return new ConflictException(new ErrorContext(operation, path.toString(), store), hint, cause);
  }

  /**
   * Returns the error if the response to a conditional deletion was lost and the repeated request
   * is refused.
   */
  ConnectionException unknownDeletion(FilePath path, IOException refusal) {
    return StatusErrors.unknownDeletion(
        new ErrorContext("delete", path.toString(), store), "status " + status(refusal), refusal);
  }

  /** Returns the error if no token could be obtained. */
  private FileStoreException untrusted(String operation, String path, IOException e) {
    int status =
        Causes.of(e)
            .filter(HttpResponseException.class::isInstance)
            .mapToInt(cause -> ((HttpResponseException) cause).getStatusCode())
            .findFirst()
            .orElse(0);
    if (isHopeless(e)) {
      return new ConfigurationException(
          new ErrorContext(operation, path, store), unreachable("the token server", e), e);
    }
    boolean unreachable =
        status == 0 && Causes.of(e).skip(1).anyMatch(IOException.class::isInstance);
    if (unreachable || StatusErrors.isBusy(status)) {
      return new ConnectionException(
          new ErrorContext(operation, path, store), unreachable("the token server", e), e);
    }
    return new PermissionDeniedException(
        new ErrorContext(operation, path, store),
        "no token is issued for these credentials" + (status == 0 ? "" : "; status " + status),
        e);
  }

  // ---- Failures without a response

  private static String unreachable(String endpoint, Throwable e) {
    ConnectionHints hints = ConnectionHints.of(endpoint);
    return !TlsErrors.isOfCertificate(e) && endsTls(e) ? hints.withoutTlsHint() : hints.hint(e);
  }

  /**
   * Returns whether no later attempt can succeed: the server's certificate or its TLS is at fault.
   */
  private static boolean isHopeless(Throwable e) {
    return TlsErrors.isOfCertificate(e) || TlsErrors.isWithoutTls(e);
  }

  /**
   * The JDK has no exception type for a response that is not TLS; other servers just end the
   * handshake.
   */
  private static boolean endsTls(Throwable e) {
    return Causes.of(e).anyMatch(cause -> cause.getClass() == SSLException.class)
        ? !Causes.has(e, SocketException.class)
        : Causes.has(e, SSLHandshakeException.class) && Causes.has(e, EOFException.class);
  }

  private static boolean isInterrupt(Throwable e) {
    return Thread.currentThread().isInterrupted()
        || Causes.has(e, ClosedByInterruptException.class);
  }
}
