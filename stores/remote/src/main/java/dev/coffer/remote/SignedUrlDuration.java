package dev.coffer.remote;

import java.time.Duration;

/** Limits on the duration of signed URLs. */
public final class SignedUrlDuration {
  private static final Duration LONGEST = Duration.ofDays(7);

  private SignedUrlDuration() {}

  /**
   * Checks a duration.
   *
   * @param duration the requested duration
   * @throws IllegalArgumentException if it is less than a second or more than seven days
   */
  public static void check(Duration duration) {
    if (duration.compareTo(Duration.ofSeconds(1)) < 0 || duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "a signed URL lives from one second to seven days, not " + duration);
    }
  }
}
