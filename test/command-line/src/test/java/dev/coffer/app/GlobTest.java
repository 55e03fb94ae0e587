package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.FilePath;
import dev.coffer.InvalidFilePathException;
import org.junit.jupiter.api.Test;

class GlobTest {
  private static boolean matches(String pattern, String path) {
    return new Glob(pattern).matches(FilePath.of(path));
  }

  private static void assertMatches(String pattern, String... paths) {
    for (String path : paths) {
      assertThat(matches(pattern, path)).as(pattern + " on " + path).isTrue();
    }
  }

  private static void assertNone(String pattern, String... paths) {
    for (String path : paths) {
      assertThat(matches(pattern, path)).as(pattern + " on " + path).isFalse();
    }
  }

  @Test
  void aStarStaysWithinASegment() {
    assertMatches("a/*.txt", "a/b.txt", "a/.txt", "a/ b.c.txt");
    assertNone("a/*.txt", "a/b/c.txt", "b.txt", "a/b.txts", "a");
    assertMatches("*a*b*", "xaxbx", "ab");
    assertNone("*a*b*", "ba");
  }

  @Test
  void twoStarsAreAnyNumberOfSegments() {
    assertMatches("a/**", "a/b", "a/b/c", "a/.hidden/x");
    assertNone("a/**", "ab/c", "b/a/c");
    assertMatches("**/x", "x", "a/x", "a/b/x");
    assertMatches("a/**/x", "a/x", "a/b/c/x");
    assertNone("a/**/x", "a/bx", "x");
    assertMatches("**", "a", "a/b");
  }

  @Test
  void aQuestionMarkIsOneCharacter() {
    assertMatches("?.txt", "a.txt", "é.txt", "\ud83d\uddc4.txt");
    assertNone("?.txt", ".txt", "ab.txt");
  }

  @Test
  void everythingElseIsItself() {
    assertMatches("[a]{b}(c|d)+.$", "[a]{b}(c|d)+.$");
    assertNone("a.c", "abc");
  }

  @Test
  void manyStarsTakeNoTime() {
    assertNone("*a".repeat(100), "a".repeat(99) + "b");
  }

  @Test
  void theDirectoryEndsAtTheFirstPattern() {
    assertThat(new Glob("a/b/*.txt").directory()).isEqualTo(FilePath.of("a/b"));
    assertThat(new Glob("a/b?/c/d").directory()).isEqualTo(FilePath.of("a"));
    assertThat(new Glob("**/x").directory()).isEqualTo(FilePath.ROOT);
    assertThat(new Glob("a/b").directory()).isEqualTo(FilePath.of("a"));
  }

  @Test
  void aPatternKeepsTheRulesOfPaths() {
    for (String pattern : new String[] {"../*", "a/", "/", "a\\*", ".coffer/*"}) {
      assertThatThrownBy(() -> new Glob(pattern)).isInstanceOf(InvalidFilePathException.class);
    }
  }
}
