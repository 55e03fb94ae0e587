package dev.coffer.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.ObjectMapper;

class JsonTextTest {
  private static final String ODD = "\"\\/ \b\f\n\r\t\u0000\u202e\u2028é😀\udb40\udc41}{,:";

  @Test
  void anObjectIsReadAsItWasWritten() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("z", ODD);
    fields.put("a \"b\"", 5L);
    fields.put("", "");
    assertThat(JsonText.read(JsonText.object(fields))).containsExactlyEntriesOf(fields);
    assertThat(JsonText.read(JsonText.object(Map.of()))).isEmpty();
  }

  @Test
  void othersReadWhatIsWritten() {
    String json = JsonText.object(Map.of("a", ODD));
    assertThat(new ObjectMapper().readTree(json).get("a").asString()).isEqualTo(ODD);
  }

  @Test
  void whatOthersWriteIsRead() {
    String json =
        "\n { \"a\" : \"\\b\\f\\n\\r\\t\\/\\u00E9\" ,\r\n\t\"b\":-12, \"c\":0 , \"c\":\"}\" } ";
    assertThat(JsonText.read(json)).isEqualTo(Map.of("a", "\b\f\n\r\t/é", "b", -12L, "c", "}"));
    assertThat(JsonText.read(" { } ")).isEmpty();
  }

  @Test
  void aLongTextIsRead() {
    String text = "\\\n".repeat(1 << 20);
    assertThat(JsonText.read(JsonText.object(Map.of("a", text)))).isEqualTo(Map.of("a", text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "}",
        "[1]",
        "\"a\"",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{,\"a\":1}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":1}}",
        "{\"a\":1}x",
        "{\"a\":1.5}",
        "{\"a\":01}",
        "{\"a\":1234567890123456789}",
        "{\"a\":true}",
        "{\"a\":null}",
        "{\"a\":{}}",
        "{a:1}",
        "{\"a\":\"\n\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12\"}"
      })
  void whatIsNoObjectOfTextsAndNumbersIsRefused(String json) {
    assertThatIllegalArgumentException().isThrownBy(() -> JsonText.read(json));
  }

  @Test
  void aRefusalDoesNotShowTheText() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JsonText.read("{\"a\":\"secret"))
        .withMessageNotContaining("secret");
  }

  @Test
  void anObjectOfTextsHasNoNumbers() {
    assertThat(JsonText.readTexts("{\"a\":\"1\"}")).isEqualTo(Map.of("a", "1"));
    assertThatIllegalArgumentException().isThrownBy(() -> JsonText.readTexts("{\"a\":1}"));
  }
}
