package dev.coffer.s3;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/**
 * How a client of a store's own reaches the server. What is null is found by the SDK.
 *
 * @param endpoint of a store that is not Amazon's
 * @param region of the bucket
 * @param credentials keys that were given
 * @param pathStyle whether the bucket stands in the path and not in the host's name
 * @param caFile certificates of authorities, in PEM form, in place of the machine's own
 * @param crc32 whether bodies carry a CRC32 for a server that is not Amazon's, and are not signed
 * @param connections the most connections at once
 * @param connectTimeout for one connection
 * @param socketTimeout the longest silence of a server
 * @param attemptTimeout for one attempt
 * @param callTimeout for a call with all its attempts
 * @param retryDeadline after this long no further attempt is begun
 * @param unreachable the same for a server that is not there
 * @param directRequests whether requests may be made without the SDK's interceptors
 */
record S3ConnectionSettings(
    @Nullable URI endpoint,
    @Nullable String region,
    @Nullable AwsCredentialsProvider credentials,
    boolean pathStyle,
    @Nullable Path caFile,
    boolean crc32,
    int connections,
    Duration connectTimeout,
    Duration socketTimeout,
    Duration attemptTimeout,
    Duration callTimeout,
    Duration retryDeadline,
    Duration unreachable,
    boolean directRequests) {
  static final int CONNECTIONS = 128;
  static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(30);
  static final Duration ATTEMPT_TIMEOUT = Duration.ofMinutes(2);
  static final Duration CALL_TIMEOUT = Duration.ofMinutes(5);
  static final Duration UNREACHABLE = Duration.ofSeconds(3);

  /** How long a call takes at most by its attempts: then it needs no timer of its own. */
  Duration longestCall() {
    return retryDeadline.plus(attemptTimeout);
  }

  /** How long an attempt takes at most: no longer than the call that it is part of. */
  Duration longestAttempt() {
    return attemptTimeout.compareTo(callTimeout) < 0 ? attemptTimeout : callTimeout;
  }

  /** What signs requests. */
  AwsV4HttpSigner signer() {
    return crc32 ? new UnsignedBodies() : AwsV4HttpSigner.create();
  }

  /** Says nothing of the credentials. */
  @Override
  public String toString() {
    return "S3ConnectionSettings(" + endpoint + ", " + region + ")";
  }
}
