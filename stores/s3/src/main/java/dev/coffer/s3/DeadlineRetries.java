package dev.coffer.s3;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
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

  private final StandardRetryStrategy standard;
  private final Duration deadline;
  private final Duration unreachable;
  private final LongSupplier began;

  /**
   * Retries of calls.
   *
   * @param deadline from the beginning of a call
   * @param unreachable from the first failure in a row that found no server
   * @param truncated besides what the SDK repeats
   * @param began tells when the call of its thread has begun
   */
  DeadlineRetries(
      Duration deadline, Duration unreachable, Predicate<Throwable> truncated, LongSupplier began) {
    this.standard =
        AwsRetryStrategy.standardRetryStrategy().toBuilder()
            .maxAttempts(MOST_ATTEMPTS)
            .retryOnException(truncated)
            .build();
    this.deadline = deadline;
    this.unreachable = unreachable;
    this.began = began;
  }

  /**
   * A token of the standard retries.
   *
   * @param began when the call began
   * @param unreachable when it first found no server, without having found one since
   */
  private record Timed(RetryToken token, long began, @Nullable Long unreachable)
      implements RetryToken {
    /** When the server was first not found, given that an attempt has failed now. */
    @Nullable Long unreachableAfter(FailureKind kind) {
      if (kind != FailureKind.UNREACHABLE) {
        return null;
      }
      return unreachable == null ? Long.valueOf(System.nanoTime()) : unreachable;
    }
  }

  @Override
  public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
    AcquireInitialTokenResponse first = standard.acquireInitialToken(request);
    return AcquireInitialTokenResponse.create(
        new Timed(first.token(), began.getAsLong(), null), first.delay());
  }

  @Override
  public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
    Timed timed = (Timed) request.token();
    RefreshRetryTokenResponse next =
        standard.refreshRetryToken(request.toBuilder().token(timed.token()).build());
    FailureKind kind = FailureKind.after(request.failure());
    Long notThere = timed.unreachableAfter(kind);
    boolean isOver =
        kind == FailureKind.PERMANENT
            || isOver(timed.began(), next.delay(), deadline)
            || (notThere != null && isOver(notThere, next.delay(), unreachable));
    if (isOver) {
      throw new TokenAcquisitionFailedException(
          "no further attempt within the time", timed, request.failure());
    }
    return RefreshRetryTokenResponse.create(
        new Timed(next.token(), timed.began(), notThere), next.delay());
  }

  private static boolean isOver(long since, Duration delay, Duration limit) {
    return Duration.ofNanos(System.nanoTime() - since).plus(delay).compareTo(limit) > 0;
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
