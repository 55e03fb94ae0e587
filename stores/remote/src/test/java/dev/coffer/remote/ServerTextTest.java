package dev.coffer.remote;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerTextTest {
  @Test
  void whatIsShortAndVisibleIsShownAsItIs() {
    assertThat(ServerText.shown("SlowDown é \ud83d\ude00")).isEqualTo("SlowDown é \ud83d\ude00");
    assertThat(ServerText.shown(null)).isEmpty();
  }

  @Test
  void whatDoesSomethingToATerminalOrALogIsEscaped() {
    assertThat(ServerText.shown("a\u001b[31m\r\n\u0085\u2028\u202e\ud800"))
        .isEqualTo("a\\u001b[31m\\u000d\\u000a\\u0085\\u2028\\u202e\\ud800");
  }

  @Test
  void aLongTextIsCut() {
    assertThat(ServerText.shown("x".repeat(200))).isEqualTo("x".repeat(200));
    assertThat(ServerText.shown("\ud83d\ude00".repeat(1 << 20)))
        .isEqualTo("\ud83d\ude00".repeat(200) + "…");
  }
}
