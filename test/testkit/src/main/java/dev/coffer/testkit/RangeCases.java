package dev.coffer.testkit;

import static dev.coffer.testkit.Samples.bytes;
import static dev.coffer.testkit.Samples.readAll;
import static dev.coffer.testkit.Samples.readText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.FilePath;
import dev.coffer.InvalidRangeException;
import dev.coffer.NotFoundException;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A part of a file: the length is a maximum, an offset past the end is an error. */
interface RangeCases extends StoreUnderTest {
  @Test
  default void aRangeReturnsTheBytesFromItsOffset() {
    store().write("a", "0123456789");
    assertThat(readText(store().open("a", 3, 4))).isEqualTo("3456");
  }

  @Test
  default void aRangeFromTheStartReturnsTheFirstBytes() {
    store().write("a", "0123456789");
    assertThat(readText(store().open("a", 0, 1))).isEqualTo("0");
  }

  @Test
  default void aRangeOfTheWholeFileReturnsAllBytes() {
    store().write("a", "0123456789");
    assertThat(readText(store().open("a", 0, 10))).isEqualTo("0123456789");
  }

  @Test
  default void theLengthOfARangeIsAMaximum() {
    store().write("a", "0123456789");
    assertThat(readText(store().open("a", 7, 100))).isEqualTo("789");
    assertThat(readText(store().open("a", 9, 2))).isEqualTo("9");
  }

  @Test
  default void theLongestLengthReadsToTheEnd() {
    store().write("a", "0123456789");
    assertThat(readText(store().open("a", 4, Long.MAX_VALUE))).isEqualTo("456789");
  }

  @Test
  default void aRangeAtTheEndIsEmpty() {
    store().write("a", "0123456789");
    assertThat(readAll(store().open("a", 10, 5))).isEmpty();
  }

  @Test
  default void aRangePastTheEndIsRefused() {
    store().write("a", "0123456789");
    assertThrows(InvalidRangeException.class, () -> store().open("a", 11, 1));
    assertThrows(InvalidRangeException.class, () -> store().open("a", Long.MAX_VALUE, 1));
    assertThrows(InvalidRangeException.class, () -> store().open("a", 11, 0));
  }

  @Test
  default void aRangeOfNoBytesIsEmpty() {
    store().write("a", "0123456789");
    assertThat(readAll(store().open("a", 0, 0))).isEmpty();
    assertThat(readAll(store().open("a", 5, 0))).isEmpty();
    assertThat(readAll(store().open("a", 10, 0))).isEmpty();
  }

  @Test
  default void anEmptyFileHasOneEmptyRange() {
    store().write("a", "");
    assertThat(readAll(store().open("a", 0, 10))).isEmpty();
    assertThrows(InvalidRangeException.class, () -> store().open("a", 1, 10));
  }

  @Test
  default void aNegativeRangeIsRefused() {
    store().write("a", "0123456789");
    assertThrows(IllegalArgumentException.class, () -> store().open("a", -1, 5));
    assertThrows(IllegalArgumentException.class, () -> store().open("a", 0, -1));
  }

  @Test
  default void aRangeOfAMissingFileIsNotFound() {
    assertThrows(NotFoundException.class, () -> store().open("missing", 5, 5));
  }

  @Test
  default void aRangeReturnsTheSizeOfTheWholeFile() {
    store().write("a", "0123456789");
    ReadOptions part = ReadOptions.DEFAULTS.range(2, 3);
    try (OpenedFile file = store().read(FilePath.of("a"), part)) {
      assertThat(file.info().size()).isEqualTo(10);
      assertThat(readText(file.stream())).isEqualTo("234");
    }
  }

  @Test
  default void rangesThatMeetMakeTheFile() {
    byte[] bytes = bytes(300_000);
    store().write("a", bytes);
    for (int offset = 0; offset < bytes.length; offset += 70_001) {
      int end = Math.min(bytes.length, offset + 70_001);
      assertThat(readAll(store().open("a", offset, 70_001)))
          .isEqualTo(Arrays.copyOfRange(bytes, offset, end));
    }
  }
}
