package dev.coffer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The syntax of properties files, beside the class that defines it. */
final class PropertyTest {
  private static final List<String> PIECES =
      List.of(
          "a",
          "b",
          "stores.x",
          " ",
          "  ",
          "\t",
          "\f",
          "=",
          ":",
          "#",
          "!",
          "\\",
          "\\\\",
          "\\\n",
          "\\\r\n",
          "\n",
          "\r",
          "\r\n",
          "\n\n",
          "\\u0041",
          "\\u00e9",
          "\\=",
          "\\:",
          "\\ ",
          "\\#",
          "\\t",
          "\\n",
          "\\r",
          "\\f",
          "\\q",
          "\u00e9",
          "\ud83d\ude00",
          "\u0000",
          "\u2028",
          "\u00a0");

  private static Map<String, String> read(String text) {
    Map<String, String> all = new HashMap<>();
    LogicalLine.of(text).stream()
        .map(Property::of)
        .forEach(property -> all.put(property.key(), property.value()));
    return all;
  }

  private static Map<String, String> expected(String text) throws IOException {
    Properties properties = new Properties();
    properties.load(new StringReader(text));
    Map<String, String> all = new HashMap<>();
    properties.forEach((key, value) -> all.put((String) key, (String) value));
    return all;
  }

  @Test
  void anyTextIsReadAsPropertiesReadIt() throws IOException {
    long seed = Long.getLong("coffer.seed", new Random().nextLong());
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int pieces = random.nextInt(12); pieces >= 0; pieces--) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      // A line with nothing but a backslash is a key without a name if the text ends behind it.
      String ended = text + "\nz=1";
      assertThat(read(ended)).as("seed %d: %s", seed, ended).isEqualTo(expected(ended));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "a", "a\\", "a=b\\\n", "a=b\\\r\n  ", "# x\\\na=b", "=", "a\n"})
  void soIsTheEndOfATextAndAnEmptyOne(String text) throws IOException {
    assertThat(read(text)).isEqualTo(expected(text));
  }

  @Test
  void aPropertyKnowsTheFirstLineThatItStandsIn() {
    String text = "# no\r\n\r\n  a = 1\rb = 2 \\\n   and \\\n\t3\n!no\\\nc:4\n";
    assertThat(LogicalLine.of(text).stream().map(Property::of))
        .containsExactly(
            new Property(3, "a", "1"), new Property(4, "b", "2 and 3"), new Property(8, "c", "4"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\u", "\\u12", "\\u12g4", "\\u+123", "\\u\u0661\u0661\u0661\u0661"})
  void anEscapeWithoutFourDigitsIsRefused(String escape) {
    String text = "a=" + escape;
    assertThatThrownBy(() -> expected(text)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("four hexadecimal digits");
  }
}
