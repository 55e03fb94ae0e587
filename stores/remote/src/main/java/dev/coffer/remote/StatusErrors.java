package dev.coffer.remote;

import dev.coffer.ConfigurationException;
import dev.coffer.ConnectionException;
import dev.coffer.ErrorContext;
import dev.coffer.FileStoreException;
import dev.coffer.NotFoundException;
import dev.coffer.PermissionDeniedException;
import dev.coffer.StorageFailureException;
import dev.coffer.StorageFullException;
import dev.coffer.UnsupportedFeatureException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The errors of the contract for the status of a response of HTTP. A back end translates the codes
 * of its own service first, and the refusals of conditions that a request had, and leaves the rest
 * to this table.
 */
public final class StatusErrors {
  private static final Set<Integer> BUSY = Set.of(408, 429, 500, 502, 503, 504);

  private StatusErrors() {}

  /**
   * Returns whether the same request may succeed a little later.
   *
   * @param status the status of the response
   * @return true for a busy or failing server
   */
  public static boolean isBusy(int status) {
    return BUSY.contains(status);
  }

  /**
   * Returns the error for a refused request.
   *
   * @param context where it happened
   * @param endpoint where requests go, for people
   * @param status the status of the response
   * @param details code and id of the request for the message, but no text of the server: that may
   *     contain what must not be shown. The status is added if it does not occur there
   * @param cause what the client threw; null if nothing
   * @return the error, thrown by the caller
   */
  public static FileStoreException of(
      ErrorContext context,
      String endpoint,
      int status,
      String details,
      @Nullable Throwable cause) {
    String told = details.contains(Integer.toString(status)) ? details : named(status, details);
    return refused(context, endpoint, status, told, cause);
  }

  private static String named(int status, String details) {
    return ("status " + status + " " + details).strip();
  }

  private static FileStoreException refused(
      ErrorContext context,
      String endpoint,
      int status,
      String details,
      @Nullable Throwable cause) {
    return switch (status) {
      case 301, 302, 303, 307, 308 ->
          new ConfigurationException(
              context,
              endpoint + " redirects to another server: set endpoint to that server; " + details,
              cause);
      case 401 ->
          new PermissionDeniedException(
              context,
              "the server does not accept the credentials, or there are none; " + details,
              cause);
      case 403 ->
          new PermissionDeniedException(
              context, "the credentials may not do this; " + details, cause);
      case 404 -> new NotFoundException(context, details, cause);
      case 409 ->
          new StorageFailureException(
              context,
              "the server says that the request conflicts with another or with what is there; "
                  + details,
              cause);
      case 412 -> unasked(context, details, cause);
      case 413 ->
          new UnsupportedFeatureException(
              context, "it is larger than this server accepts; " + details, cause);
      case 405, 501 ->
          new UnsupportedFeatureException(
              context, "this server does not support the request; " + details, cause);
      case 507 -> full(context, details, cause);
      default ->
          isBusy(status)
              ? busy(context, details, cause)
              : new StorageFailureException(context, details, cause);
    };
  }

  /** A proxy may have sent it, and to the caller no file has changed. */
  private static StorageFailureException unasked(
      ErrorContext context, String details, @Nullable Throwable cause) {
    return new StorageFailureException(
        context,
        "the server says that a condition does not hold, and the request has none; " + details,
        cause);
  }

  /**
   * Returns the error of a busy server.
   *
   * @param context where it happened
   * @param details status and code for the message
   * @param cause what the client threw; null if nothing
   * @return the error, thrown by the caller
   */
  public static ConnectionException busy(
      ErrorContext context, String details, @Nullable Throwable cause) {
    return new ConnectionException(context, "try again later; " + details, cause);
  }

  /**
   * Returns the error of a server without space for the file.
   *
   * @param context where it happened
   * @param details status and code for the message
   * @param cause what the client threw; null if nothing
   * @return the error, thrown by the caller
   */
  public static StorageFullException full(
      ErrorContext context, String details, @Nullable Throwable cause) {
    return new StorageFullException(
        context, "free some space or raise the quota; " + details, cause);
  }

  /**
   * Returns the error of a missing bucket.
   *
   * @param context where it happened
   * @param what the service's word for it and its name, such as {@code bucket 'photos'}
   * @param endpoint where requests go, for people
   * @param details status and code for the message; empty for none
   * @param cause what the client threw; null if nothing
   * @return the error, thrown by the caller
   */
  public static ConfigurationException missingBucket(
      ErrorContext context,
      String what,
      String endpoint,
      String details,
      @Nullable Throwable cause) {
    String hint = "there is no " + what + " at " + endpoint + ": create it or name another";
    return new ConfigurationException(
        context, details.isEmpty() ? hint : hint + "; " + details, cause);
  }

  /**
   * Returns the error of a conditional deletion whose response was lost and whose repeated request
   * is refused: a deleted file has no mark by which the repeated request could recognise it.
   *
   * @param context where it happened
   * @param details status and code of the refusal for the message
   * @param refusal what the client threw
   * @return the error, thrown by the caller
   */
  public static ConnectionException unknownDeletion(
      ErrorContext context, String details, Throwable refusal) {
    return new ConnectionException(
        context,
        "a response was lost, and it is not known whether this call or another deleted or replaced"
            + " the file: check it before you try again; "
            + details,
        refusal);
  }
}
