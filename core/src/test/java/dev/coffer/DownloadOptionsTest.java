package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DownloadOptionsTest {
  private static String attachment(String name) {
    return DownloadOptions.DEFAULTS.attachment(name).contentDisposition().orElseThrow();
  }

  @Test
  void nothingIsSetUntilItIsAsked() {
    assertThat(DownloadOptions.DEFAULTS.contentDisposition()).isEmpty();
    assertThat(DownloadOptions.DEFAULTS.contentType()).isEmpty();
    assertThat(DownloadOptions.DEFAULTS.cacheControl()).isEmpty();
  }

  @Test
  void eachMethodAddsToANewValue() {
    DownloadOptions all =
        DownloadOptions.DEFAULTS.inline("a").contentType("x/y").cacheControl("no-store");
    assertThat(all.contentDisposition()).contains("inline; filename=\"a\"");
    assertThat(all.contentType()).contains("x/y");
    assertThat(all.cacheControl()).contains("no-store");
    assertThat(all.attachment("b").contentType()).contains("x/y");
    assertThat(all.contentDisposition()).contains("inline; filename=\"a\"");
  }

  @Test
  void aPlainNameIsQuoted() {
    assertThat(attachment("report 1;2, (a).txt"))
        .isEqualTo("attachment; filename=\"report 1;2, (a).txt\"");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          größe.pdf, gr__e.pdf, gr%C3%B6%C3%9Fe.pdf
          a "b".txt, a _b_.txt, a%20%22b%22.txt
          a\\b.txt, a_b.txt, a%5Cb.txt
          100%.txt, 100_.txt, 100%25.txt
          🎉.txt, _.txt, %F0%9F%8E%89.txt
          it's*é, it's*_, it%27s%2A%C3%A9
          """)
  void anyOtherNameIsEncodedBesideAPlainOne(String name, String plain, String encoded) {
    assertThat(attachment(name))
        .isEqualTo("attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded);
  }

  @Test
  void aNameThatCouldAddAHeaderOrADirectoryIsRefused() {
    for (String name :
        List.of("", "  ", "a\r\nSet-Cookie: x", "a\0", "../a", "a/b", "\ud83c", "\u0085")) {
      assertThatThrownBy(() -> attachment(name)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> DownloadOptions.DEFAULTS.inline(name))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aValueThatIsNoHeaderIsRefused() {
    for (String value : List.of("", " ", "a\r\nb", "ä", "a\tb")) {
      assertThatThrownBy(() -> DownloadOptions.DEFAULTS.cacheControl(value))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> DownloadOptions.DEFAULTS.contentType(value))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
