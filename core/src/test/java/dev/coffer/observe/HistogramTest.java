package dev.coffer.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class HistogramTest {
  @Test
  void aTimeLiesInItsClassAndTheClassIsNarrow() {
    for (long nanos = 0; nanos < 1L << 41; nanos += 1 + nanos / 7) {
      int index = Histogram.classOf(nanos);
      assertThat(Histogram.longestOf(index)).isBetween(nanos, nanos + nanos / 16);
      assertThat(index == 0 || Histogram.longestOf(index - 1) < nanos).isTrue();
    }
  }

  @Test
  void whatIsTooShortOrTooLongCountsAtTheEnds() {
    assertThat(Histogram.classOf(-1)).isZero();
    assertThat(Histogram.classOf(Long.MAX_VALUE)).isEqualTo(Histogram.classOf((1L << 41) - 1));
  }

  @Test
  void quantilesOfNothingAreZero() {
    assertThat(new Histogram().quantile(0.99)).isZero();
  }

  @Test
  void aQuantileIsTheTimeThatThisPartKeepsTo() {
    Histogram histogram = new Histogram();
    for (int i = 1; i <= 100; i++) {
      histogram.add(Duration.ofMillis(i).toNanos());
    }
    assertThat(histogram.quantile(0.5)).isBetween(Duration.ofMillis(50), Duration.ofMillis(54));
    assertThat(histogram.quantile(0.95)).isBetween(Duration.ofMillis(95), Duration.ofMillis(101));
    assertThat(histogram.quantile(1)).isBetween(Duration.ofMillis(100), Duration.ofMillis(107));
    assertThat(histogram.quantile(0))
        .isEqualTo(histogram.quantile(0.001).minus(histogram.quantile(0.001)));
  }
}
