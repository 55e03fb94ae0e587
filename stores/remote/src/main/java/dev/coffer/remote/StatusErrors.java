package dev.coffer.remote;

import dev.coffer.ConfigurationException;
import dev.coffer.ConflictException;
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
 * of its own service first and leaves the rest to this table.
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
   * @param told status, code and id of the request for the message, but no text of the server: that
   *     may contain what must not be shown
   * @param cause what the client threw; null if nothing
   * @return the error, thrown by the caller
   */
  public static FileStoreException of(
      ErrorContext context, String endpoint, int status, String told, @Nullable Throwable cause) {
    return switch (status) {
      case 301, 302, 303, 307, 308 ->
          new ConfigurationException(
              context,
              endpoint + " redirects to another place: set endpoint to the server itself; " + told,
              cause);
      case 401 ->
          new PermissionDeniedException(
              context,
              "the server does not accept the credentials, or there are none; " + told,
              cause);
      case 403 ->
          new PermissionDeniedException(context, "the credentials may not do this; " + told, cause);
      case 404 -> new NotFoundException(context, told, cause);
      case 409, 412 ->
          new ConflictException(context, "the file has changed meanwhile; " + told, cause);
      case 413 ->
          new UnsupportedFeatureException(
              context, "it is larger than this server takes; " + told, cause);
      case 405, 501 ->
          new UnsupportedFeatureException(
              context, "this server has no such request; " + told, cause);
      case 507 -> full(context, told, cause);
      default ->
          isBusy(status)
              ? busy(context, told, cause)
              : new StorageFailureException(context, told, cause);
    };
  }

  /**
   * Returns the error of a busy server.
   *
   * @param context where it happened
   * @param told status and code for the message
   * @param cause what the client threw; null if nothing
   * @return the error, thrown by the caller
   */
  public static ConnectionException busy(
      ErrorContext context, String told, @Nullable Throwable cause) {
    return new ConnectionException(context, "try again later; " + told, cause);
  }

  /**
   * Returns the error of a server without space for the file.
   *
   * @param context where it happened
   * @param told status and code for the message
   * @param cause what the client threw; null if nothing
   * @return the error, thrown by the caller
   */
  public static StorageFullException full(
      ErrorContext context, String told, @Nullable Throwable cause) {
    return new StorageFullException(context, "free some space or raise the quota; " + told, cause);
  }

  /**
   * Returns the error of a missing bucket.
   *
   * @param context where it happened
   * @param what the service's word for it and its name, such as {@code bucket 'photos'}
   * @param endpoint where requests go, for people
   * @param told status and code for the message; empty for none
   * @param cause what the client threw; null if nothing
   * @return the error, thrown by the caller
   */
  public static ConfigurationException missingBucket(
      ErrorContext context, String what, String endpoint, String told, @Nullable Throwable cause) {
    String hint = "there is no " + what + " at " + endpoint + ": create it or name another";
    return new ConfigurationException(context, told.isEmpty() ? hint : hint + "; " + told, cause);
  }

  /**
   * Returns the error of a conditional deletion whose answer was lost and whose repeated request is
   * refused: a deleted file has no mark by which the repeated request could recognise it.
   *
   * @param context where it happened
   * @param told status and code of the refusal for the message
   * @param refusal what the client threw
   * @return the error, thrown by the caller
   */
  public static ConnectionException unknownDeletion(
      ErrorContext context, String told, Throwable refusal) {
    return new ConnectionException(
        context,
        "an answer was lost, and it is not known whether this call or another deleted or replaced"
            + " the file: look at it before you try again; "
            + told,
        refusal);
  }
}
