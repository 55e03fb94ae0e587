package dev.coffer.app.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static boolean equal(String actual, String... expected) throws IOException {
    Comparison comparison = new Comparison(new ByteArrayInputStream(actual.getBytes(UTF_8)));
    for (String part : expected) {
      comparison.write(part.getBytes(UTF_8));
    }
    return comparison.isEqual();
  }

  @Test
  void theSameBytesAreEqualHoweverTheyCome() throws IOException {
    assertThat(equal("abcdef", "ab", "", "cdef")).isTrue();
    assertThat(equal("", "")).isTrue();
    assertThat(equal("")).isTrue();
  }

  @Test
  void oneByteMoreLessOrOtherIsNot() throws IOException {
    assertThat(equal("abc", "ab")).isFalse();
    assertThat(equal("ab", "abc")).isFalse();
    assertThat(equal("abx", "abc")).isFalse();
    assertThat(equal("xbcabc", "abc", "abc")).isFalse();
    assertThat(equal("", "a")).isFalse();
  }
}
