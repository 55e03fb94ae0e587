package dev.coffer.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RefusedNameTest {
  @Test
  void whatNoPathMayHaveIsANumberAndTheRestStays() {
    StringBuilder name = new StringBuilder();
    "a é😀\u202e/\\\n\u0085\u2029\udc00\ufffe"
        .codePoints()
        .forEach(c -> RefusedName.append(name, c));
    assertThat(name).hasToString("a é😀\u202e/\\u005C\\u000A\\u0085\\u2029\\uDC00\\uFFFE");
  }

  @Test
  void aByteThatIsNoTextIsANumber() {
    StringBuilder name = new StringBuilder("caf");
    RefusedName.append(name, (byte) 0xE9);
    assertThat(name).hasToString("caf\\xE9");
  }
}
