package dev.coffer.s3;

import dev.coffer.ConfigurationException;
import dev.coffer.ConflictException;
import dev.coffer.ConnectionException;
import dev.coffer.CorruptFileException;
import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.NotFoundException;
import dev.coffer.PermissionDeniedException;
import dev.coffer.StorageFailureException;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.remote.ServerText;
import dev.coffer.remote.StatusErrors;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Translates exceptions of the SDK into errors of the contract, with advice, the status and the
 * request id. Only the code of an error response is shown: its text may contain secrets.
 *
 * @param store the name of the store in errors
 * @param bucket the bucket
 * @param endpoint the server, as shown to users
 * @param region the region for which requests are signed
 * @param client checked for credentials if the reason of a failure is unknown
 */
record S3Errors(String store, String bucket, String endpoint, String region, S3Client client) {
  private static final String REGION = "x-amz-bucket-region";
  private static final String DELETED = "x-amz-delete-marker";
  private static final Set<String> EXPIRED =
      Set.of("ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired");
  private static final Set<String> UNKNOWN_KEYS =
      Set.of("InvalidAccessKeyId", "InvalidToken", "SignatureDoesNotMatch", "InvalidSecurity");
  private static final Set<String> FULL =
      Set.of("QuotaExceeded", "XMinioStorageFull", "InsufficientStorage");
  private static final Set<String> BUSY =
      Set.of(
          "SlowDown",
          "ServiceUnavailable",
          "InternalError",
          "RequestTimeout",
          "Throttling",
          "RequestLimitExceeded",
          "OperationAborted",
          "ConditionalRequestConflict",
          "ServerBusy");

  /** What needs no object that is there. */
  private static final Set<String> WITHOUT_OBJECT = Set.of("write", "list");

  private static final Set<String> MISSING =
      Set.of("NoSuchKey", "NoSuchVersion", "NoSuchUpload", "NotFound");

  FileStoreException translate(String operation, String path, SdkException e) {
    return e instanceof AwsServiceException answer
        ? errorResponse(operation, path, answer)
        : new S3RequestFailures(endpoint, client)
            .translate(new ErrorContext(operation, path, store), e);
  }

  static String code(AwsServiceException e) {
    AwsErrorDetails details = e.awsErrorDetails();
    String code = details == null ? null : details.errorCode();
    return code == null ? "" : code;
  }

  /** Returns whether the credentials are invalid, as opposed to lacking a permission. */
  static boolean isAboutKeys(AwsServiceException e) {
    return EXPIRED.contains(code(e)) || UNKNOWN_KEYS.contains(code(e));
  }

  static boolean isMissingBucket(AwsServiceException e) {
    return code(e).equals("NoSuchBucket");
  }

  private FileStoreException errorResponse(String operation, String path, AwsServiceException e) {
    String code = code(e);
    String details = details(e, code);
    if (isMissingBucket(e)) {
      return missingBucket(operation, path, e);
    }
    if (EXPIRED.contains(code)) {
      return new PermissionDeniedException(
          new ErrorContext(operation, path, store),
          "the session's credentials have expired: get new ones; " + details,
          e);
    }
    if (code.equals("RequestTimeTooSkewed")) {
      return new ConfigurationException(
          new ErrorContext(operation, path, store),
          "this machine's clock differs from the server's: set it right; " + details,
          e);
    }
    if (isWrongRegion(e, code)) {
      return wrongRegion(operation, path, e, details);
    }
    if (UNKNOWN_KEYS.contains(code)) {
      return new PermissionDeniedException(
          new ErrorContext(operation, path, store),
          "the server does not know the credentials or they are wrong; " + details,
          e);
    }
    if (FULL.contains(code) || e.statusCode() == 507) {
      return StatusErrors.full(new ErrorContext(operation, path, store), details, e);
    }
    if (BUSY.contains(code)) {
      return StatusErrors.busy(new ErrorContext(operation, path, store), details, e);
    }
    if (code.equals("EntityTooLarge")) {
      return new UnsupportedFeatureException(
          new ErrorContext(operation, path, store),
          "it is larger than this server accepts; " + details,
          e);
    }
    return byStatus(operation, path, e, details);
  }

  private FileStoreException byStatus(
      String operation, String path, AwsServiceException e, String details) {
    ErrorContext context = new ErrorContext(operation, path, store);
    return switch (e.statusCode()) {
      case 401, 403 ->
          new PermissionDeniedException(
              context,
              "the credentials may not do this"
                  + (code(e).isEmpty() ? ", or they are wrong" : "")
                  + missingOrForbidden(operation)
                  + VersionRights.missing(operation, path)
                  + "; "
                  + details,
              e);
      case 400 ->
          new StorageFailureException(
              context,
              code(e).isEmpty()
                  ? "the server states no reason; often the credentials have expired or the"
                      + " region is wrong; "
                      + details
                  : details,
              e);
      case 405 ->
          header(e, DELETED).isPresent()
              ? new NotFoundException(context, "it is a deletion, which has no content", e)
              : StatusErrors.of(context, endpoint, e.statusCode(), details, e);
      case 404 ->
          isMissing(operation, e)
              ? new NotFoundException(context, details, e)
              : ofAnother(context, details, e);
      case 409 -> new StorageFailureException(context, details, e); // no condition is answered so
      default -> StatusErrors.of(context, endpoint, e.statusCode(), details, e);
    };
  }

  private static boolean isMissing(String operation, AwsServiceException e) {
    return isMissing(e) && !WITHOUT_OBJECT.contains(operation);
  }

  /**
   * Returns whether a 404 is that of a missing object. The response to a question about one object
   * may have no body that could contain a code.
   */
  static boolean isMissing(AwsServiceException e) {
    return MISSING.contains(code(e)) || (code(e).isEmpty() && !hasBody(e));
  }

  /** Returns whether the server says that a condition does not hold. */
  static boolean isUnmet(FileStoreException e) {
    return e.getCause() instanceof AwsServiceException answer && answer.statusCode() == 412;
  }

  private static boolean hasBody(AwsServiceException e) {
    AwsErrorDetails details = e.awsErrorDetails();
    SdkBytes body = details == null ? null : details.rawResponse();
    return body != null && body.asByteArrayUnsafe().length > 0;
  }

  /** What is missing is not what was asked for, if no object was. */
  StorageFailureException ofAnother(String operation, String path, NotFoundException e) {
    String details =
        e.getCause() instanceof AwsServiceException answer ? details(answer, code(answer)) : "";
    return ofAnother(new ErrorContext(operation, path, store), details, e.getCause());
  }

  /** A 404 that does not name a missing object would make existing files look deleted. */
  private static StorageFailureException ofAnother(
      ErrorContext context, String details, @Nullable Throwable e) {
    return new StorageFailureException(
        context,
        "the answer 'not found' is not one of S3: a proxy may have sent it, or the endpoint is"
            + " that of another service; "
            + details,
        e);
  }

  private static String missingOrForbidden(String operation) {
    return Set.of("read", "stat", "copy", "move").contains(operation)
        ? ", or the file is missing and they may not list the bucket, which hides that"
        : "";
  }

  /** The response to a HEAD request has no code, and has the header even if the region is right. */
  private boolean isWrongRegion(AwsServiceException e, String code) {
    return e.statusCode() == 301
        || e.statusCode() == 307
        || (e.statusCode() == 400 && code.isEmpty() && isElsewhere(e))
        || code.equals("PermanentRedirect")
        || code.equals("AuthorizationHeaderMalformed")
        || code.equals("IllegalLocationConstraintException");
  }

  private boolean isElsewhere(AwsServiceException e) {
    return header(e, REGION).filter(of -> !of.equals(region)).isPresent();
  }

  private FileStoreException wrongRegion(
      String operation, String path, AwsServiceException e, String details) {
    String hint =
        header(e, REGION)
            .map(other -> "the bucket is in the region " + other + ": set region=" + other)
            .orElse("the bucket is in another region: set the option region");
    return new ConfigurationException(
        new ErrorContext(operation, path, store), hint + "; " + details, e);
  }

  private static Optional<String> header(AwsServiceException e, String name) {
    AwsErrorDetails details = e.awsErrorDetails();
    return details == null || details.sdkHttpResponse() == null
        ? Optional.empty()
        : details.sdkHttpResponse().firstMatchingHeader(name).map(ServerText::shown);
  }

  /** Returns status, code and id of a request, which a support team will ask for. */
  private static String details(AwsServiceException e, String code) {
    String id = e.requestId() == null ? "" : ", request " + ServerText.shown(e.requestId());
    return "status " + e.statusCode() + (code.isEmpty() ? "" : " " + ServerText.shown(code)) + id;
  }

  /** Returns whether an error of one key in a batch response may be temporary. */
  static boolean isBusy(@Nullable String code) {
    return code != null && BUSY.contains(code);
  }

  /** Returns the error of one key in a batch response. */
  FileStoreException ofKey(String operation, String path, String code) {
    String details = "code " + ServerText.shown(code);
    if (code.equals("AccessDenied")) {
      return new PermissionDeniedException(
          new ErrorContext(operation, path, store),
          "the credentials may not do this"
              + VersionRights.missing(operation, path)
              + "; "
              + details,
          null);
    }
    if (BUSY.contains(code)) {
      return StatusErrors.busy(new ErrorContext(operation, path, store), details, null);
    }
    return new StorageFailureException(new ErrorContext(operation, path, store), details, null);
  }

  ConfigurationException missingBucket(String operation, String path, AwsServiceException e) {
    return StatusErrors.missingBucket(
        new ErrorContext(operation, path, store),
        "bucket '" + bucket + "'",
        endpoint,
        details(e, code(e)),
        e);
  }

  /**
   * The response to a write was lost, and the request that would determine the outcome is refused.
   */
  ConnectionException unknownOutcome(FilePath path, AwsServiceException refusal) {
    return new ConnectionException(
        new ErrorContext("write", path.toString(), store),
        "the response was lost, and it cannot be checked whether the file is that of this write: "
            + details(refusal, code(refusal)),
        refusal);
  }

  /** The response to a conditional deletion was lost, and the repeated request is refused. */
  ConnectionException unknownDeletion(FilePath path, AwsServiceException refusal) {
    return StatusErrors.unknownDeletion(
        new ErrorContext("delete", path.toString(), store),
        details(refusal, code(refusal)),
        refusal);
  }

  /** The server reports success, and its response does not prove it. */
  ConnectionException unconfirmed(String operation, String path, String found) {
    return new ConnectionException(
        new ErrorContext(operation, path, store),
        "the server's response does not show whether the request was carried out, and "
            + found
            + ": check the file before you retry",
        null);
  }

  ConflictException conflict(FilePath path, String hint, @Nullable Throwable cause) {
    return conflict("write", path, hint, cause);
  }

  ConflictException conflict(
      String operation, FilePath path, String hint, @Nullable Throwable cause) {
    return new ConflictException(new ErrorContext(operation, path.toString(), store), hint, cause);
  }

  CorruptFileException corrupt(FilePath path, @Nullable SdkException e) {
    return new CorruptFileException(
        new ErrorContext("read", path.toString(), store),
        "the received bytes do not match the checksum that the server sent",
        e);
  }
}
