package dev.coffer.fakegcs.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.ObjectMapper;

class JsonTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "\"\"",
        "null",
        "-12",
        "1.5",
        "true",
        "{\"a\":[1,false,null,{\"b\":\"c\"}],\"d\":{}}",
        "\"ä€😀\\u0000\\n\\\"\\\\/\"",
        "9223372036854775807"
      })
  void aValueIsReadAndWrittenAsAnotherReaderReadsIt(String text) {
    ObjectMapper other = new ObjectMapper();
    assertThat(other.readTree(Json.write(Json.read(text)))).isEqualTo(other.readTree(text));
  }

  @Test
  void spacesAndEscapesAreRead() {
    assertThat(Json.read(" [ 1 ,\t\"\\u00e4\\/\\ud83d\\ude00\" ]\r\n").toString())
        .isEqualTo("[1, ä/😀]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[1,]",
        "{\"a\"}",
        "\"a",
        "\"\\x\"",
        "\"\\u00g0\"",
        "1 2",
        "nul",
        "+",
        "\"\n\""
      })
  void whatIsNoJsonIsRefused(String text) {
    assertThatThrownBy(() -> Json.read(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsTooDeepIsRefused() {
    assertThatThrownBy(() -> Json.read("[".repeat(100_000)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
