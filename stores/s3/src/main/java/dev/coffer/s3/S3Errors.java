package dev.coffer.s3;

import dev.coffer.ConfigurationException;
import dev.coffer.ConflictException;
import dev.coffer.ConnectionException;
import dev.coffer.CorruptFileException;
import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.PermissionDeniedException;
import dev.coffer.StorageFailureException;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.remote.Causes;
import dev.coffer.remote.ConnectionHints;
import dev.coffer.remote.Lifetime;
import dev.coffer.remote.MalformedResponseException;
import dev.coffer.remote.OversizedResponseException;
import dev.coffer.remote.ServerText;
import dev.coffer.remote.StatusErrors;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.DateTimeException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Translates what the SDK throws into the errors of the contract, with what to do about it, the
 * status and the id of the request. What a server says is told by its code alone: its text may hold
 * what must not be shown.
 *
 * @param store the store, for errors
 * @param bucket the bucket
 * @param endpoint where requests go, for people
 * @param region for which they are signed
 * @param client asked for its credentials when nobody knows why it failed
 */
record S3Errors(String store, String bucket, String endpoint, String region, S3Client client) {
  private static final String REGION = "x-amz-bucket-region";
  private static final Pattern MISSING_MODULE =
      Pattern.compile("'([a-z]+)' service module must be on the class path");
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

  FileStoreException translate(String operation, String path, SdkException e) {
    return e instanceof AwsServiceException answer
        ? answered(operation, path, answer)
        : unanswered(operation, path, e);
  }

  // ---- What the server answered

  static String code(AwsServiceException e) {
    AwsErrorDetails details = e.awsErrorDetails();
    String code = details == null ? null : details.errorCode();
    return code == null ? "" : code;
  }

  /** Whether the credentials are at fault, not what they may do. */
  static boolean isAboutKeys(AwsServiceException e) {
    return EXPIRED.contains(code(e)) || UNKNOWN_KEYS.contains(code(e));
  }

  static boolean isMissingBucket(AwsServiceException e) {
    return code(e).equals("NoSuchBucket");
  }

  private FileStoreException answered(String operation, String path, AwsServiceException e) {
    String code = code(e);
    String told = told(e, code);
    if (isMissingBucket(e)) {
      return missingBucket(operation, path, e);
    }
    if (EXPIRED.contains(code)) {
      return new PermissionDeniedException(
          new ErrorContext(operation, path, store),
          "the session's credentials have expired: get new ones; " + told,
          e);
    }
    if (code.equals("RequestTimeTooSkewed")) {
      return new ConfigurationException(
          new ErrorContext(operation, path, store),
          "this machine's clock differs from the server's: set it right; " + told,
          e);
    }
    if (isWrongRegion(e, code)) {
      return wrongRegion(operation, path, e, told);
    }
    if (UNKNOWN_KEYS.contains(code)) {
      return new PermissionDeniedException(
          new ErrorContext(operation, path, store),
          "the server does not know the credentials or they are wrong; " + told,
          e);
    }
    if (FULL.contains(code) || e.statusCode() == 507) {
      return StatusErrors.full(new ErrorContext(operation, path, store), told, e);
    }
    if (BUSY.contains(code)) {
      return StatusErrors.busy(new ErrorContext(operation, path, store), told, e);
    }
    if (code.equals("EntityTooLarge")) {
      return new UnsupportedFeatureException(
          new ErrorContext(operation, path, store),
          "it is larger than this server takes; " + told,
          e);
    }
    return byStatus(operation, path, e, told);
  }

  private FileStoreException byStatus(
      String operation, String path, AwsServiceException e, String told) {
    ErrorContext context = new ErrorContext(operation, path, store);
    return switch (e.statusCode()) {
      case 401, 403 ->
          new PermissionDeniedException(
              context,
              "the credentials may not do this"
                  + (code(e).isEmpty() ? ", or they are wrong" : "")
                  + missingOrForbidden(operation)
                  + "; "
                  + told,
              e);
      case 400 ->
          new StorageFailureException(
              context,
              code(e).isEmpty()
                  ? "the server gives no reason; credentials that expired or another region are"
                      + " usual ones; "
                      + told
                  : told,
              e);
      case 409 -> new StorageFailureException(context, told, e); // no condition is answered so
      default -> StatusErrors.of(context, endpoint, e.statusCode(), told, e);
    };
  }

  private static String missingOrForbidden(String operation) {
    return Set.of("read", "stat", "copy", "move").contains(operation)
        ? ", or the file is missing and they may not list the bucket, which hides that"
        : "";
  }

  /** The answer to a HEAD has no code, and the header also when the region is the right one. */
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
      String operation, String path, AwsServiceException e, String told) {
    String hint =
        header(e, REGION)
            .map(other -> "the bucket is in the region " + other + ": set region=" + other)
            .orElse("the bucket is in another region: set the option region");
    return new ConfigurationException(
        new ErrorContext(operation, path, store), hint + "; " + told, e);
  }

  private static Optional<String> header(AwsServiceException e, String name) {
    AwsErrorDetails details = e.awsErrorDetails();
    return details == null || details.sdkHttpResponse() == null
        ? Optional.empty()
        : details.sdkHttpResponse().firstMatchingHeader(name).map(ServerText::shown);
  }

  /** Status, code and id of a request: what a support team asks for. */
  private static String told(AwsServiceException e, String code) {
    String id = e.requestId() == null ? "" : ", request " + ServerText.shown(e.requestId());
    return "status " + e.statusCode() + (code.isEmpty() ? "" : " " + ServerText.shown(code)) + id;
  }

  /** Whether an error of one key in an answer about many may be gone the next time. */
  static boolean isBusy(@Nullable String code) {
    return code != null && BUSY.contains(code);
  }

  /** The error of one key in an answer about many. */
  FileStoreException ofKey(String operation, String path, String code) {
    String told = "code " + ServerText.shown(code);
    if (code.equals("AccessDenied")) {
      return new PermissionDeniedException(
          new ErrorContext(operation, path, store),
          "the credentials may not do this; " + told,
          null);
    }
    if (BUSY.contains(code)) {
      return StatusErrors.busy(new ErrorContext(operation, path, store), told, null);
    }
    return new StorageFailureException(new ErrorContext(operation, path, store), told, null);
  }

  ConfigurationException missingBucket(String operation, String path, AwsServiceException e) {
    return StatusErrors.missingBucket(
        new ErrorContext(operation, path, store),
        "bucket '" + bucket + "'",
        endpoint,
        told(e, code(e)),
        e);
  }

  /** The answer to a write was lost, and the look that would settle it is refused. */
  ConnectionException unknownOutcome(FilePath path, AwsServiceException refusal) {
    return new ConnectionException(
        new ErrorContext("write", path.toString(), store),
        "the answer was lost, and whether the file is this write's own cannot be looked up: "
            + told(refusal, code(refusal)),
        refusal);
  }

  /** The answer to a deletion on a condition was lost, and the repeated request is refused. */
  ConnectionException unknownDeletion(FilePath path, AwsServiceException refusal) {
    return StatusErrors.unknownDeletion(
        new ErrorContext("delete", path.toString(), store), told(refusal, code(refusal)), refusal);
  }

  /** The server says that it has done what it was asked, and nothing shows that it has. */
  ConnectionException unconfirmed(String operation, String path, String found) {
    return new ConnectionException(
        new ErrorContext(operation, path, store),
        "the server's answer does not tell whether it was done, and "
            + found
            + ": look at the file before you try again",
        null);
  }

  ConflictException conflict(FilePath path, String hint, @Nullable Throwable cause) {
    return conflict("write", path, hint, cause);
  }

  ConflictException conflict(
      String operation, FilePath path, String hint, @Nullable Throwable cause) {
    return new ConflictException(new ErrorContext(operation, path.toString(), store), hint, cause);
  }

  // ---- What came without an answer

  private FileStoreException unanswered(String operation, String path, SdkException e) {
    if (Thread.currentThread().isInterrupted()) {
      return Lifetime.interrupted(operation, path, store, e);
    }
    if (e instanceof ApiCallTimeoutException || e instanceof ApiCallAttemptTimeoutException) {
      return new ConnectionException(new ErrorContext(operation, path, store), noAnswer(), e);
    }
    if (isInterrupt(e)) {
      return Lifetime.interrupted(operation, path, store, e);
    }
    if (Causes.has(e, Credentials.MissingException.class)) {
      return new ConfigurationException(
          new ErrorContext(operation, path, store), noCredentials(e), e);
    }
    Optional<String> broken = broken(e);
    if (broken.isPresent()) {
      return new StorageFailureException(new ErrorContext(operation, path, store), broken.get(), e);
    }
    if (FailureKind.after(e) == FailureKind.PERMANENT) {
      return new ConfigurationException(
          new ErrorContext(operation, path, store), unreachable(e), e);
    }
    return Causes.has(e, IOException.class) || hasCredentials()
        ? new ConnectionException(new ErrorContext(operation, path, store), unreachable(e), e)
        : new ConfigurationException(new ErrorContext(operation, path, store), noCredentials(e), e);
  }

  /** What is wrong with an answer that came whole, if that is what failed. */
  private static Optional<String> broken(SdkException e) {
    if (Causes.has(e, OversizedResponseException.class)) {
      return Optional.of("the server's answer has no end");
    }
    Optional<String> malformed =
        Causes.of(e)
            .filter(MalformedResponseException.class::isInstance)
            .findFirst()
            .map(cause -> "the server's answer makes no sense: " + cause.getMessage());
    if (malformed.isPresent()) {
      return malformed;
    }
    if (e instanceof UnknownLengthException) {
      return Optional.of("the server does not tell the length of the file (Content-Length)");
    }
    if (Causes.has(e, NumberFormatException.class) || Causes.has(e, DateTimeException.class)) {
      return Optional.of("the server's answer has a number or a date that is none");
    }
    boolean unreadable =
        Causes.of(e)
            .anyMatch(
                c ->
                    c instanceof XMLStreamException xml
                        && !TruncatedResponseInterceptor.isLost(xml));
    return unreadable
        ? Optional.of("the server's answer is no XML that can be read")
        : Optional.empty();
  }

  /** A client that was handed in fails without credentials in no way that has a type. */
  private boolean hasCredentials() {
    try {
      client.serviceClientConfiguration().credentialsProvider().resolveIdentity().join();
      return true;
    } catch (SdkException | CompletionException e) {
      return false;
    }
  }

  CorruptFileException corrupt(FilePath path, @Nullable SdkException e) {
    return new CorruptFileException(
        new ErrorContext("read", path.toString(), store),
        "the bytes that came do not have the checksum that the server gave",
        e);
  }

  /** What the SDK says of itself is many lines long and names every place where it looked. */
  private static String noCredentials(SdkException e) {
    return Causes.of(e)
        .map(cause -> MISSING_MODULE.matcher(String.valueOf(cause.getMessage())))
        .filter(Matcher::find)
        .findFirst()
        .map(m -> "the profile needs software.amazon.awssdk:" + m.group(1) + " on the class path")
        .orElse(
            "no credentials were found: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a"
                + " profile of the AWS tools");
  }

  private String noAnswer() {
    return "no answer from " + endpoint + " within the timeout";
  }

  private String unreachable(Throwable e) {
    if (Causes.has(e, TruncatedResponseInterceptor.HeadException.class)) {
      return "the answers of "
          + endpoint
          + " come without Content-Length or ETag: connections are lost, or a proxy takes them"
          + " away";
    }
    return new ConnectionHints(
            endpoint,
            "for a certificate of your own authority set the option ca-file",
            "write http:// in the endpoint, or set secure=false")
        .hint(e);
  }

  /** An interrupt sets the thread's flag, unless who waited between two attempts took it. */
  private static boolean isInterrupt(Throwable e) {
    return e instanceof AbortedException
        || Causes.has(e, InterruptedException.class)
        || Causes.has(e, ClosedByInterruptException.class);
  }

  /** Whether the client was closed, which its pool of connections says in words alone. */
  static boolean isOfAClosedClient(Throwable e) {
    return Causes.of(e)
        .anyMatch(
            c ->
                c instanceof IllegalStateException
                    && "Connection pool shut down".equals(c.getMessage()));
  }
}
