package dev.coffer.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.FilePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathPatternTest {
  @ParameterizedTest
  @CsvSource({
    "users/*/conversations/**, users/ada/conversations/1/events/0.json, true",
    "users/*/conversations/**, users/ada/conversations, true",
    "users/*/conversations/**, users/ada/b/conversations/1, false",
    "**, a/b/c, true",
    "*, a, true",
    "*, a/b, false",
    "**/*.json, a.json, true",
    "**/*.json, a/b/c.json, true",
    "**/*.json, a/b/c.jso, false",
    "a/**/z, a/z, true",
    "a/**/z, a/b/c/z, true",
    "a/**/z, a/b/c/y, false",
    "a/**/b/**/c, a/x/b/y/b/c, true",
    "/a/b, a/b, true",
    "a?c, a\ud83d\ude80c, true",
    "a?c, ac, false",
    "*a*b*, xaxbx, true",
    "*a*b*, xbxax, false",
    "a.c, abc, false",
    "a*, b, false",
  })
  void matches(String pattern, String path, boolean matches) {
    assertThat(PathPattern.of(pattern).matches(FilePath.of(path))).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "a//b", "a/", "a/b**", "***"})
  void whatIsNoPatternIsRefused(String pattern) {
    assertThatThrownBy(() -> PathPattern.of(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + pattern + "'");
  }

  @Test
  void aHostilePatternEnds() {
    PathPattern pattern = PathPattern.of("**/a/".repeat(200) + "z");
    FilePath path = FilePath.of("a/".repeat(500) + "b");
    assertThat(pattern.matches(path)).isFalse();
    assertThat(PathPattern.of("*a".repeat(500)).matches(FilePath.of("a".repeat(250) + "b")))
        .isFalse();
  }
}
