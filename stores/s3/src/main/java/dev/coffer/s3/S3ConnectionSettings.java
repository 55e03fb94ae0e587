package dev.coffer.s3;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/**
 * The settings with which a store creates its client. The SDK determines those that are null.
 *
 * @param endpoint the server, if it is not Amazon's
 * @param region the region of the bucket
 * @param credentials the keys, if specified
 * @param pathStyle whether the bucket is named in the path instead of the host name
 * @param caFile the certificate authorities to trust instead of the machine's own, in PEM form
 * @param connections the maximum number of connections
 * @param connectTimeout the timeout for opening a connection
 * @param socketTimeout how long to wait for the next byte from the server
 * @param attemptTimeout the timeout of one attempt
 * @param callTimeout the timeout of a call, including all its attempts
 * @param retryDeadline the time after which no further attempt is started
 * @param unreachable the same while the server cannot be reached
 * @param directRequests whether requests may bypass the SDK's interceptors
 */
record S3ConnectionSettings(
    @Nullable URI endpoint,
    @Nullable String region,
    @Nullable AwsCredentialsProvider credentials,
    boolean pathStyle,
    @Nullable Path caFile,
    int connections,
    Duration connectTimeout,
    Duration socketTimeout,
    Duration attemptTimeout,
    Duration callTimeout,
    Duration retryDeadline,
    Duration unreachable,
    boolean directRequests) {
  static final int CONNECTIONS = 256;
  static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(30);
  static final Duration ATTEMPT_TIMEOUT = Duration.ofMinutes(2);
  static final Duration CALL_TIMEOUT = Duration.ofMinutes(5);
  static final Duration UNREACHABLE = Duration.ofSeconds(3);

  /**
   * Returns the maximum duration of a call that its attempts already guarantee, so that it needs no
   * timer.
   */
  Duration longestCall() {
    return retryDeadline.plus(attemptTimeout);
  }

  /** Returns the maximum duration of an attempt, which is bounded by that of its call. */
  Duration longestAttempt() {
    return attemptTimeout.compareTo(callTimeout) < 0 ? attemptTimeout : callTimeout;
  }

  /** Returns the signer of requests. */
  AwsV4HttpSigner signer() {
    return endpoint == null ? AwsV4HttpSigner.create() : new UnsignedBodies();
  }

  /** Contains nothing of the credentials. */
  @Override
  public String toString() {
    return "S3ConnectionSettings(" + endpoint + ", " + region + ")";
  }
}
