package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTest {
  @Test
  void plainTextAndEmojiStayAsTheyAre() {
    String text = "a b é ☀ 👩‍💻 🗄️ 日本\nnext";
    assertThat(Visible.of(text)).isEqualTo(text);
  }

  @Test
  void controlAndDirectionCharactersAreShown() {
    assertThat(Visible.of("\u001b[31m\r\u007f\u0085\u202e\u2028"))
        .isEqualTo("\\u001b[31m\\u000d\\u007f\\u0085\\u202e\\u2028");
  }

  @Test
  void halfOfAPairAndTagsAreShown() {
    assertThat(Visible.of("\ud83d")).isEqualTo("\\ud83d");
    assertThat(Visible.of("\udb40\udc41")).isEqualTo("\\udb40\\udc41");
  }
}
