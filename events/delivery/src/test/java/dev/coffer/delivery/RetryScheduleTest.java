package dev.coffer.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryScheduleTest {
  private static final RetrySchedule SCHEDULE = RetrySchedule.USUAL.withAttempts(20);

  @ParameterizedTest
  @CsvSource({
    " 1, 0.0,     0",
    " 1, 0.5,   500",
    " 1, 1.0,  1000",
    " 2, 1.0,  2000",
    " 3, 1.0,  4000",
    " 4, 0.25, 2000",
    " 9, 1.0, 256000",
    "10, 1.0, 512000",
    "12, 1.0, 2048000",
    "13, 1.0, 3600000",
    "500, 1.0, 3600000",
  })
  void theDelayDoublesUpToTheLongestAndIsRandomAsAWhole(int attempt, double random, long millis) {
    assertThat(SCHEDULE.delay(attempt, random, Optional.empty())).hasMillis(millis);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1.0, 0, 1000",
    "1, 0.0, 7000, 7000",
    "5, 0.5, 7000, 8000",
    "1, 1.0, 7200000, 7200000",
    "1, 1.0, 864000000, 86400000",
  })
  void whatTheReceiverAskedForIsWaitedAtLeastUpToADay(
      int attempt, double random, long asked, long millis) {
    assertThat(SCHEDULE.delay(attempt, random, Optional.of(Duration.ofMillis(asked))))
        .hasMillis(millis);
  }

  @Test
  void anHourIsReachedWithTheUsualSchedule() {
    assertThat(RetrySchedule.USUAL.bound(13)).isEqualTo(Duration.ofHours(1));
  }
}
