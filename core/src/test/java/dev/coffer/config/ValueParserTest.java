package dev.coffer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ValueParserTest {
  @ParameterizedTest
  @ValueSource(strings = {"true", "1", "yes", "on", "TRUE", "Yes", "oN", " true "})
  void wordsForTrue(String word) {
    assertThat(ValueParser.flag(word)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "0", "no", "off", "FALSE", "No", "oFF"})
  void wordsForFalse(String word) {
    assertThat(ValueParser.flag(word)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2", "ja", "t", "truee", "-1"})
  void anyOtherWordIsNoBoolean(String word) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ValueParser.flag(word))
        .withMessageContaining("yes");
  }

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "4096,4096",
    "1KiB,1024",
    "64kib,65536",
    "1MiB,1048576",
    "2GiB,2147483648",
    "1TiB,1099511627776",
    "9223372036854775807,9223372036854775807"
  })
  void sizesAreBytesOrBinaryUnits(String text, long bytes) {
    assertThat(ValueParser.size(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "MiB",
        "-1",
        "1.5MiB",
        "64KB",
        "64K",
        "1 MiB",
        "9223372036854775808",
        "8388608TiB",
        "0x10",
        "99999999999999999999"
      })
  void anythingElseIsNoSize(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ValueParser.size(text))
        .withMessageContaining("64KiB");
  }

  @ParameterizedTest
  @CsvSource({
    "100ms,PT0.1S",
    "5s,PT5S",
    "10m,PT10M",
    "2h,PT2H",
    "7d,PT168H",
    "0s,PT0S",
    "PT1M30S,PT1M30S",
    "PT0.5S,PT0.5S",
    "5S,PT5S",
    "P2D,PT48H"
  })
  void durationsAreNumbersWithAUnitOrIso(String text, Duration duration) {
    assertThat(ValueParser.duration(text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "5", "s", "-5s", "PT-5S", "1.5s", "5 s", "5w", "9223372036854775807d"})
  void anythingElseIsNoDuration(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ValueParser.duration(text))
        .withMessageContaining("100ms");
  }

  @Test
  void wholeNumbersAreNotNegative() {
    assertThat(ValueParser.integer("0")).isZero();
    assertThat(ValueParser.integer(" 12 ")).isEqualTo(12);
    assertThatIllegalArgumentException().isThrownBy(() -> ValueParser.integer("-1"));
    assertThatIllegalArgumentException().isThrownBy(() -> ValueParser.integer("2147483648"));
    assertThatIllegalArgumentException().isThrownBy(() -> ValueParser.integer("1.0"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"36501d", "200000d", "9999999999999999999ms", "9223372036854775807d"})
  void aTimeThatNoClockCountsIsNoDuration(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ValueParser.duration(text))
        .withMessageContaining("at most 36500d");
  }
}
