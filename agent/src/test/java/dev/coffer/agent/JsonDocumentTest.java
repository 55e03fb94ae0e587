package dev.coffer.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.CorruptFileException;
import dev.coffer.NotTextException;
import dev.coffer.memory.InMemoryFileStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON of the existing servers, in the forms of its two writers. */
class JsonDocumentTest {
  private static final String VALUES =
      "{\"z\":1,\"a\":1.0,\"b\":1e5,\"c\":-0.0,\"d\":123456789012345678901234567890,"
          + "\"e\":[true,false,null],\"f\":{},\"g\":[]}";

  @Test
  void valuesAreWrittenAgainInTheirOrderAndForm() {
    assertThat(JsonForm.COMPACT.write(JsonDocument.parse(VALUES))).isEqualTo(VALUES);
  }

  @Test
  void theFormOfJsonDumpsHasBlanksAndEscapes() {
    JsonValue value =
        JsonDocument.parse("{\"k\":[1,\"\u00fc \ud83c\udf89\u007f\"],\"l\":{\"m\":\"\"}}");
    assertThat(JsonForm.SPACED.write(value))
        .isEqualTo("{\"k\": [1, \"\\u00fc \\ud83c\\udf89\\u007f\"], \"l\": {\"m\": \"\"}}");
  }

  @Test
  void theCompactFormHasTextAsItIs() {
    JsonValue value = JsonDocument.parse(" { \"T\\u00edtulo\" : [ \"\\ud83c\\udf89\" , 1 ] }\n");
    assertThat(JsonForm.COMPACT.write(value)).isEqualTo("{\"T\u00edtulo\":[\"\ud83c\udf89\",1]}");
  }

  @Test
  void theIndentedFormHasTwoBlanksALevel() {
    JsonValue value = JsonDocument.parse("{\"a\":{\"b\":[1,2],\"c\":{}},\"d\":[]}");
    assertThat(JsonForm.INDENTED.write(value))
        .isEqualTo(
            "{\n  \"a\": {\n    \"b\": [\n      1,\n      2\n    ],\n    \"c\": {}\n  },\n"
                + "  \"d\": []\n}");
  }

  @Test
  void controlCharactersQuotesAndBackslashesAreEscapedInEachForm() {
    JsonValue value = JsonValue.of("\"\\/\b\f\n\r\t\u0000\u001f");
    String escaped = "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\"";
    assertThat(JsonForm.SPACED.write(value)).isEqualTo(escaped);
    assertThat(JsonForm.COMPACT.write(value)).isEqualTo(escaped);
  }

  @Test
  void numbersThatAreNoneAreTaken() {
    String json = "[NaN, Infinity, -Infinity]";
    assertThat(JsonForm.SPACED.write(JsonDocument.parse(json))).isEqualTo(json);
  }

  @Test
  void halfOfAPairSurvives() {
    String json = "[\"\\ud83c\"]";
    assertThat(JsonForm.SPACED.write(JsonDocument.parse(json))).isEqualTo(json);
  }

  @Test
  void ofAKeyThatIsThereTwiceTheLastValueCountsAtTheFirstPlace() {
    assertThat(JsonForm.COMPACT.write(JsonDocument.parse("{\"a\":1,\"b\":2,\"a\":3}")))
        .isEqualTo("{\"a\":3,\"b\":2}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{\"a\":1",
        "[1,]",
        "{} x",
        "{}{}",
        "nul",
        "'a'",
        "{a:1}",
        "INF",
        "+Infinity",
        "01",
        "\"a\nb\"",
        "\"\\x\""
      })
  void whatIsNoJsonIsRefusedWithItsPlace(String json) {
    assertThatThrownBy(() -> JsonDocument.parse(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at line 1, column ");
  }

  @Test
  void noMessageShowsWhatIsInTheText() {
    assertThatThrownBy(() -> JsonDocument.parse("{\"token\": sk-12345}"))
        .hasMessageStartingWith("it is not valid JSON, at line 1, column 1")
        .hasNoCause();
  }

  @Test
  void aDeepTextIsRefusedAndOverflowsNothing() {
    assertThatThrownBy(() -> JsonDocument.parse("[".repeat(100_000)))
        .hasMessage("it is nested more than 900 levels deep");
  }

  @Test
  void aFileThatIsNoObjectIsAnErrorThatNamesIt() {
    InMemoryFileStore store = new InMemoryFileStore();
    store.write("a.json", "[1]");
    assertThatThrownBy(() -> JsonFile.find(store, "a.json"))
        .isInstanceOf(CorruptFileException.class)
        .hasMessage(
            "read a.json on memory: corrupt file (it is JSON, but not an object; restore the file"
                + " or delete it)");
  }

  @Test
  void aFileThatIsNotTextIsAnErrorThatNamesIt() {
    InMemoryFileStore store = new InMemoryFileStore();
    store.write("a.json", new byte[] {'{', (byte) 0xe9, '}'});
    assertThatThrownBy(() -> JsonFile.find(store, "a.json"))
        .isInstanceOf(NotTextException.class)
        .hasMessageContaining("a.json");
  }

  @Test
  void aMissingFileIsEmpty() {
    assertThat(JsonFile.find(new InMemoryFileStore(), "a.json")).isEmpty();
  }
}
