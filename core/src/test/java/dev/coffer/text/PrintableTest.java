package dev.coffer.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {
  @Test
  void plainTextAndEmojiStayAsTheyAre() {
    String text = "a b é ☀ 👩‍💻 🗄️ 日本 \\";
    assertThat(Printable.of(text)).isSameAs(text);
    assertThat(Printable.lines(text)).isEqualTo(text);
  }

  @Test
  void controlAndDirectionCharactersAreShown() {
    assertThat(Printable.of("\u001b[31m\r\n\u007f\u0085\u202e\u2028"))
        .isEqualTo("\\u001b[31m\\u000d\\u000a\\u007f\\u0085\\u202e\\u2028");
  }

  @Test
  void lineFeedsStayInATextOfSeveralLines() {
    assertThat(Printable.lines("a\nb\r")).isEqualTo("a\nb\\u000d");
  }

  @Test
  void halvesOfPairsTagsAndWhatIsNoCharacterAreShown() {
    assertThat(Printable.of("\ud83d")).isEqualTo("\\ud83d");
    assertThat(Printable.of("\udb40\udc41")).isEqualTo("\\udb40\\udc41");
    assertThat(Printable.of("\uffff")).isEqualTo("\\uffff");
  }

  @Test
  void theBeginningOfALongTextEndsWithAnEllipsis() {
    assertThat(Printable.of("😀😀\n😀", 3)).isEqualTo("😀😀\\u000a…");
    assertThat(Printable.of("😀😀😀", 3)).isEqualTo("😀😀😀");
  }
}
