package dev.coffer.s3;

import java.time.Duration;
import java.util.function.LongSupplier;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RecordSuccessResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.RetryToken;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/**
 * The SDK's standard retries, which share a budget among all calls, ended by time and not by a
 * number of attempts.
 */
final class DeadlineRetries implements RetryStrategy {
  /** More than any deadline leaves room for; the deadline comes first. */
  private static final int MOST_ATTEMPTS = 20;

  private final StandardRetryStrategy standard =
      AwsRetryStrategy.standardRetryStrategy().toBuilder()
          .maxAttempts(MOST_ATTEMPTS)
          .retryOnException(TruncatedAnswers::isOne)
          .build();
  private final Duration deadline;
  private final LongSupplier began;

  /** Retries of calls of which {@code began} tells when that of its thread has begun. */
  DeadlineRetries(Duration deadline, LongSupplier began) {
    this.deadline = deadline;
    this.began = began;
  }

  /** A token of the standard retries, and when the call began. */
  private record Timed(RetryToken token, long began) implements RetryToken {}

  @Override
  public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
    AcquireInitialTokenResponse first = standard.acquireInitialToken(request);
    return AcquireInitialTokenResponse.create(
        new Timed(first.token(), began.getAsLong()), first.delay());
  }

  @Override
  public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
    Timed timed = (Timed) request.token();
    RefreshRetryTokenResponse next =
        standard.refreshRetryToken(request.toBuilder().token(timed.token()).build());
    Duration past = Duration.ofNanos(System.nanoTime() - timed.began());
    if (past.plus(next.delay()).compareTo(deadline) > 0) {
      throw new TokenAcquisitionFailedException(
          "no further attempt within " + deadline, timed, request.failure());
    }
    return RefreshRetryTokenResponse.create(new Timed(next.token(), timed.began()), next.delay());
  }

  @Override
  public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
    Timed timed = (Timed) request.token();
    return RecordSuccessResponse.create(
        standard.recordSuccess(RecordSuccessRequest.create(timed.token())).token());
  }

  @Override
  public int maxAttempts() {
    return MOST_ATTEMPTS;
  }

  @Override
  public boolean useClientDefaults() {
    return false;
  }

  @Override
  public Builder<?, ?> toBuilder() {
    return standard.toBuilder();
  }
}
