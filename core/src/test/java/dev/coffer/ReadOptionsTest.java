package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ReadOptionsTest {
  private static final FileInfo TEN_BYTES =
      new FileInfo(FilePath.of("a"), 10, Instant.EPOCH, "e1", Optional.empty(), Map.of());

  @Test
  void aNegativeRangeIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> ReadOptions.DEFAULTS.range(-1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> ReadOptions.DEFAULTS.range(0, -1));
  }

  @Test
  void theLengthIsAMaximum() {
    assertThat(ReadOptions.DEFAULTS.check(TEN_BYTES, "s")).isEqualTo(10);
    assertThat(ReadOptions.DEFAULTS.range(4, 100).check(TEN_BYTES, "s")).isEqualTo(6);
    assertThat(ReadOptions.DEFAULTS.range(4, 2).check(TEN_BYTES, "s")).isEqualTo(2);
    assertThat(ReadOptions.DEFAULTS.range(10, 5).check(TEN_BYTES, "s")).isZero();
  }

  @Test
  void anOffsetBehindTheEndIsAnInvalidRange() {
    assertThatThrownBy(() -> ReadOptions.DEFAULTS.range(11, 0).check(TEN_BYTES, "s"))
        .isInstanceOf(InvalidRangeException.class)
        .hasMessageContaining("offset 11 of 10 bytes");
  }

  @Test
  void conditionsAreChecked() {
    assertThatThrownBy(() -> ReadOptions.DEFAULTS.ifMatch("e0").check(TEN_BYTES, "s"))
        .isInstanceOf(ConflictException.class);
    assertThatThrownBy(() -> ReadOptions.DEFAULTS.ifNoneMatch("e1").check(TEN_BYTES, "s"))
        .isInstanceOf(NotModifiedException.class);
    assertThat(ReadOptions.DEFAULTS.ifMatch("e1").ifNoneMatch("e0").check(TEN_BYTES, "s"))
        .isEqualTo(10);
  }

  @Test
  void eachCallKeepsWhatWasAskedForBefore() {
    ReadOptions options = ReadOptions.DEFAULTS.ifMatch("m").ifNoneMatch("n").range(1, 2);
    assertThat(options.requiredEtag()).contains("m");
    assertThat(options.knownEtag()).contains("n");
    assertThat(options.offset()).isEqualTo(1);
    assertThat(options.length()).isEqualTo(2);
    assertThat(ReadOptions.DEFAULTS.requiredEtag()).isEmpty();
  }
}
