package dev.coffer.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coffer.testkit.ClientTimes;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The time limits that contracts suggest to a store. */
class ClientTimesTest {
  private static final ClientTimes TIMES = ClientTimes.FOR_A_BAD_NETWORK;

  @Test
  void theyAreTheOptionsOfBuckets() {
    assertThat(TIMES.options())
        .containsOnlyKeys(
            BucketOptions.CONNECT.name(),
            BucketOptions.SOCKET.name(),
            BucketOptions.ATTEMPT.name(),
            BucketOptions.GIVE_UP_AFTER.name(),
            BucketOptions.UNREACHABLE_AFTER.name())
        .containsEntry(BucketOptions.ATTEMPT.name(), TIMES.attempt().toMillis() + "ms");
  }

  @Test
  void moreThanTwoAttemptsFitInTheDeadlineOfACallOnABadNetwork() {
    assertThat(TIMES.giveUpAfter()).isGreaterThan(TIMES.attempt().multipliedBy(2));
  }

  @Test
  void eachOfThemIsMultiplied() {
    ClientTimes slow = TIMES.multipliedBy(3);
    assertThat(slow.attempt()).isEqualTo(TIMES.attempt().multipliedBy(3));
    assertThat(slow.options()).containsEntry(BucketOptions.SOCKET.name(), "3000ms");
    assertThat(slow.unreachableAfter()).isGreaterThan(Duration.ZERO);
    assertThatIllegalArgumentException().isThrownBy(() -> TIMES.multipliedBy(0));
  }
}
