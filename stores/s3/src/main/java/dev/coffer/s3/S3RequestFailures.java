package dev.coffer.s3;

import dev.coffer.ConfigurationException;
import dev.coffer.ConnectionException;
import dev.coffer.ErrorContext;
import dev.coffer.FileStoreException;
import dev.coffer.StorageFailureException;
import dev.coffer.remote.Causes;
import dev.coffer.remote.ConnectionHints;
import dev.coffer.remote.Lifetime;
import dev.coffer.remote.MalformedResponseException;
import dev.coffer.remote.OversizedResponseException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.DateTimeException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Translates failures of requests that got no response, or none that can be used, into errors of
 * the contract.
 *
 * @param endpoint the server, as shown to users
 * @param client checked for credentials if the reason of a failure is unknown
 */
record S3RequestFailures(String endpoint, S3Client client) {
  private static final Pattern MISSING_MODULE =
      Pattern.compile("'([a-z]+)' service module must be on the class path");

  FileStoreException translate(ErrorContext context, SdkException e) {
    if (Thread.currentThread().isInterrupted()) {
      return interrupted(context, e);
    }
    if (e instanceof ApiCallTimeoutException || e instanceof ApiCallAttemptTimeoutException) {
      return new ConnectionException(context, noAnswer(), e);
    }
    if (isInterrupt(e)) {
      return interrupted(context, e);
    }
    if (Causes.has(e, Credentials.MissingException.class)) {
      return new ConfigurationException(context, noCredentials(e), e);
    }
    Optional<String> broken = broken(e);
    if (broken.isPresent()) {
      return new StorageFailureException(context, broken.get(), e);
    }
    if (FailureKind.after(e) == FailureKind.PERMANENT) {
      return new ConfigurationException(context, unreachable(e), e);
    }
    return Causes.has(e, IOException.class) || hasCredentials()
        ? new ConnectionException(context, unreachable(e), e)
        : new ConfigurationException(context, noCredentials(e), e);
  }

  /** Returns what is wrong with a complete response, if that is why the request failed. */
  private static Optional<String> broken(SdkException e) {
    if (Causes.has(e, OversizedResponseException.class)) {
      return Optional.of("the server's response is too long");
    }
    Optional<String> malformed =
        Causes.of(e)
            .filter(MalformedResponseException.class::isInstance)
            .findFirst()
            .map(cause -> "the server's response cannot be parsed: " + cause.getMessage());
    if (malformed.isPresent()) {
      return malformed;
    }
    if (e instanceof UnknownLengthException) {
      return Optional.of(
          "the server's response does not contain the length of the file" + " (Content-Length)");
    }
    if (Causes.has(e, NumberFormatException.class) || Causes.has(e, DateTimeException.class)) {
      return Optional.of("the server's response contains an invalid number or date");
    }
    boolean unreadable =
        Causes.of(e)
            .anyMatch(
                c ->
                    c instanceof XMLStreamException xml
                        && !TruncatedResponseInterceptor.isLost(xml));
    return unreadable ? Optional.of("the server's response is not valid XML") : Optional.empty();
  }

  /** The exception of a passed-in client that has no credentials has no type of its own. */
  private boolean hasCredentials() {
    try {
      client.serviceClientConfiguration().credentialsProvider().resolveIdentity().join();
      return true;
    } catch (SdkException | CompletionException e) {
      return false;
    }
  }

  /** The SDK's own message has many lines and names every place that it searched. */
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
    return "no response from " + endpoint + " within the timeout";
  }

  private String unreachable(Throwable e) {
    if (Causes.has(e, TruncatedResponseInterceptor.HeadException.class)) {
      return "the responses of "
          + endpoint
          + " lack Content-Length or ETag: connections are lost, or a proxy removes the headers";
    }
    return new ConnectionHints(
            endpoint,
            "for a certificate of your own authority set the option ca-file",
            "write http:// in the endpoint, or set secure=false")
        .hint(e);
  }

  /** An interrupt sets the thread's flag, unless a wait between two attempts has cleared it. */
  private static boolean isInterrupt(Throwable e) {
    return e instanceof AbortedException
        || Causes.has(e, InterruptedException.class)
        || Causes.has(e, ClosedByInterruptException.class);
  }

  private static FileStoreException interrupted(ErrorContext context, SdkException e) {
    return Lifetime.interrupted(context.operation(), context.path(), context.store(), e);
  }

  /** Returns whether the client was closed, which its connection pool reports by message only. */
  static boolean isOfAClosedClient(Throwable e) {
    return Causes.of(e)
        .anyMatch(
            c ->
                c instanceof IllegalStateException
                    && "Connection pool shut down".equals(c.getMessage()));
  }
}
