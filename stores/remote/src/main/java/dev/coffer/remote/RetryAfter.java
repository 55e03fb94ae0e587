package dev.coffer.remote;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Parses the header {@code Retry-After} (RFC 9110, section 10.2.3), by which a service asks to
 * wait.
 */
public final class RetryAfter {
  /** More digits than any deadline has seconds. */
  private static final int MOST_DIGITS = 9;

  private RetryAfter() {}

  /**
   * Parses the header.
   *
   * @param header seconds or a date, if there is one
   * @param now the time with which a date is compared
   * @return the time to wait, never negative; empty if there is no header or it is neither
   */
  public static Optional<Duration> of(@Nullable String header, Instant now) {
    if (header != null && header.matches("\\d{1," + MOST_DIGITS + "}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(header)));
    }
    return Http.date(header).map(date -> Duration.between(now, date)).map(RetryAfter::notNegative);
  }

  private static Duration notNegative(Duration pause) {
    return pause.isNegative() ? Duration.ZERO : pause;
  }
}
