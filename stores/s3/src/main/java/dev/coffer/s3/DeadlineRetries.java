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
 * The SDK's standard retry strategy, which shares a budget among all calls, limited by time instead
 * of a number of attempts.
 */
final class DeadlineRetries implements RetryStrategy {
  /** More attempts than fit into a usual deadline, so that the deadline decides. */
  private static final int MOST_ATTEMPTS = 20;

  private final StandardRetryStrategy standard;
  private final Duration deadline;
  private final Duration unreachable;
  private final LongSupplier began;

  /**
   * Creates a strategy.
   *
   * @param deadline the time limit, measured from the start of a call
   * @param unreachable the time limit while no server is reached, measured from the first such
   *     failure in a row
   * @param truncated responses to retry in addition to those that the SDK retries
   * @param began returns when the current thread's call began
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
   * A token of the standard strategy.
   *
   * @param began when the call began
   * @param unreachable when the server was first found unreachable, if it has not been reached
   *     since
   */
  private record Timed(RetryToken token, long began, @Nullable Long unreachable)
      implements RetryToken {
    /**
     * Returns when the server was first found unreachable, after an attempt that has just failed.
     */
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
          "no time is left for another attempt", timed, request.failure());
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
