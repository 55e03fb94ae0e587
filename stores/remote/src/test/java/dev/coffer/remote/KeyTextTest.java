package dev.coffer.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTextTest {
  @Test
  void whatIsUtf8IsDecoded() {
    assertThat(KeyText.decoded("")).isEmpty();
    assertThat(KeyText.decoded("a/b-c")).isEqualTo("a/b-c");
    assertThat(KeyText.decoded("a+b%2Bc%25")).isEqualTo("a b+c%");
    assertThat(KeyText.decoded("%C3%A9%F0%9F%98%80x%0A")).isEqualTo("é\ud83d\ude00x\n");
    assertThat(KeyText.decoded("é%C3%A9")).isEqualTo("éé");
    assertThat(KeyText.isWhole("é\ud83d\ude00\ufffd")).isTrue();
  }

  @Test
  void eachByteThatIsNotUtf8StandsForItself() {
    assertThat(KeyText.decoded("a%FFb")).isEqualTo("a\udcffb");
    assertThat(KeyText.decoded("%C3")).isEqualTo("\udcc3");
    assertThat(KeyText.decoded("%E2%82x")).isEqualTo("\udce2\udc82x");
    assertThat(KeyText.decoded("%FE%C3%A9")).isEqualTo("\udcfeé");
    assertThat(KeyText.decoded("%EF%BF%BD%FF")).isEqualTo("\ufffd\udcff");
    assertThat(KeyText.isWhole("a\udcff")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "a%4", "%zz", "%-1", "%\uff11\uff11"})
  void anEscapeThatIsNoneIsRefused(String encoded) {
    assertThatThrownBy(() -> KeyText.decoded(encoded)).isInstanceOf(IllegalArgumentException.class);
  }
}
