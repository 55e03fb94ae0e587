package dev.coffer.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The largest file of S3, 5 TiB, in its 10,000 parts of 5 MiB or more. */
class PartSizesTest {
  private static final long LARGEST = 5L << 40;
  private static final int MOST = 10_000;

  private static PartSizes from(int first) {
    return new PartSizes(first, Integer.MAX_VALUE - 8, MOST);
  }

  @ParameterizedTest
  @ValueSource(ints = {5 << 20, 8 << 20, 64 << 20, 1 << 30})
  void aFileOfUnknownLengthFits(int first) {
    PartSizes sizes = from(first);
    long all = IntStream.rangeClosed(1, MOST).mapToLong(sizes::of).sum();
    assertThat(all).isGreaterThanOrEqualTo(LARGEST);
    assertThat(sizes.of(1)).isEqualTo(first);
    assertThat(IntStream.rangeClosed(2, MOST))
        .as("none is smaller than the one before")
        .allMatch(number -> sizes.of(number) >= sizes.of(number - 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {5 << 20, 8 << 20, 64 << 20, 1 << 30})
  void aFileOfKnownLengthFitsInPartsOfOneSize(int first) {
    PartSizes sizes = from(first);
    assertThat(sizes.forLength(LARGEST) * (long) MOST).isGreaterThanOrEqualTo(LARGEST);
  }

  @Test
  void aSinglePartHoldsTheSameOfAFileOfKnownAndOfUnknownLength() {
    PartSizes one = new PartSizes(1 << 20, 8 << 20, 1);
    assertThat(one.of(1)).isEqualTo(8 << 20);
    assertThat(one.forLength(8 << 20)).isEqualTo(8 << 20);
    assertThat(one.largestFile()).isEqualTo(8L << 20);
  }

  @Test
  void partsAreNoLargerThanTheyMustBe() {
    PartSizes sizes = from(8 << 20);
    assertThat(sizes.forLength(1)).isEqualTo(8 << 20);
    assertThat(sizes.forLength(10_000L * (8 << 20))).isEqualTo(8 << 20);
    assertThat(sizes.forLength(10_000L * (8 << 20) + 1)).isEqualTo((8 << 20) + 1);
    assertThat(sizes.of(909)).isEqualTo(8 << 20);
    assertThat(sizes.of(910)).isEqualTo(16 << 20);
  }
}
