package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WriteOptionsTest {
  @Test
  void defaultsAskForNothing() {
    assertThat(WriteOptions.DEFAULTS.isIfAbsent()).isFalse();
    assertThat(WriteOptions.DEFAULTS.requiredEtag()).isEmpty();
    assertThat(WriteOptions.DEFAULTS.contentType()).isEmpty();
    assertThat(WriteOptions.DEFAULTS.metadata()).isEmpty();
  }

  @Test
  void eachCallGivesANewValueAndLeavesTheOldOne() {
    WriteOptions first = WriteOptions.DEFAULTS.metadata("a", "1");
    WriteOptions second = first.metadata("b", "2").contentType("text/plain").ifAbsent();
    assertThat(first.metadata()).isEqualTo(Map.of("a", "1"));
    assertThat(first.contentType()).isEmpty();
    assertThat(first.isIfAbsent()).isFalse();
    assertThat(second.metadata()).isEqualTo(Map.of("a", "1", "b", "2"));
    assertThat(second.contentType()).contains("text/plain");
    assertThat(second.isIfAbsent()).isTrue();
  }

  @Test
  void theLastConditionReplacesTheOther() {
    WriteOptions absent = WriteOptions.DEFAULTS.ifMatch("x").ifAbsent();
    assertThat(absent.requiredEtag()).isEmpty();
    assertThat(absent.isIfAbsent()).isTrue();
    WriteOptions match = WriteOptions.DEFAULTS.ifAbsent().ifMatch("x");
    assertThat(match.requiredEtag()).contains("x");
    assertThat(match.isIfAbsent()).isFalse();
  }

  @Test
  void unconditionalKeepsTypeAndMetadata() {
    WriteOptions options =
        WriteOptions.DEFAULTS.contentType("a/b").metadata("k", "v").ifMatch("x").unconditional();
    assertThat(options.requiredEtag()).isEmpty();
    assertThat(options.contentType()).contains("a/b");
    assertThat(options.metadata()).isEqualTo(Map.of("k", "v"));
  }

  @Test
  void aKeyGivenAgainReplacesItsValueAndItsBytes() {
    WriteOptions options =
        WriteOptions.DEFAULTS
            .metadata("k", "x".repeat(1535))
            .metadata("k", "y")
            .metadata("l", "z".repeat(1533));
    assertThat(options.metadata()).containsEntry("k", "y").hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "0", "-", "content-language", "x-9"})
  void keysAreOfLowerCaseLettersDigitsAndHyphens(String key) {
    assertThat(WriteOptions.DEFAULTS.metadata(key, "v").metadata()).containsKey(key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "a b", "a_b", "a.b", "\u00e9", "a\n", "a:b", "\uff41"})
  void anyOtherKeyIsRefused(String key) {
    assertInvalid(() -> WriteOptions.DEFAULTS.metadata(key, "v"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "\u00e9\u20ac", "\ud83d\ude00", "\"=;,", "\u2028"})
  void valuesAreAnyText(String value) {
    assertThat(WriteOptions.DEFAULTS.metadata("k", value).metadata()).containsEntry("k", value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0000", "a\nb", "\r", "\t", "\u007f", "\u0085", "\ud800", "a\udc00"})
  void controlCharactersAndUnpairedSurrogatesAreRefused(String value) {
    assertInvalid(() -> WriteOptions.DEFAULTS.metadata("k", value));
  }

  @Test
  void keysAndValuesHaveAtMost1536BytesTogether() {
    WriteOptions full = WriteOptions.DEFAULTS.metadata("k", "\u20ac".repeat(511) + "xx");
    assertInvalid(() -> full.metadata("l", ""));
    assertInvalid(() -> WriteOptions.DEFAULTS.metadata("k", "\u20ac".repeat(512)));
    assertThat(full.metadata()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "text/plain\r\nX: y", "t\u00e9xt", "\t"})
  void aContentTypeIsPrintableAscii(String type) {
    assertInvalid(() -> WriteOptions.DEFAULTS.contentType(type));
  }

  @Test
  void aContentTypeHasAtMost255Characters() {
    String longest = "a/" + "b".repeat(253);
    assertThat(WriteOptions.DEFAULTS.contentType(longest).contentType()).contains(longest);
    assertInvalid(() -> WriteOptions.DEFAULTS.contentType(longest + "b"));
  }

  private static void assertInvalid(Runnable call) {
    assertThatThrownBy(call::run).isInstanceOf(InvalidMetadataException.class);
  }

  @Test
  @SuppressWarnings("NullAway") // what a caller without a null checker may do
  void anEtagThatIsNotKnownIsNotTakenForNoCondition() {
    assertThatThrownBy(() -> WriteOptions.DEFAULTS.ifMatch(null))
        .isInstanceOf(NullPointerException.class);
  }
}
