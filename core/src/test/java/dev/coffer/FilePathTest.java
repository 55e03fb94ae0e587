package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FilePathTest {
  private static final String SEGMENT = "s".repeat(FilePath.MAX_SEGMENT_BYTES);

  @ParameterizedTest
  @ValueSource(strings = {"/a", "./a", "a", ".//a", "a/", "a/.", "//a", "./././a/./", "///a//"})
  void allSpellingsOfAPathAreOnePath(String spelling) {
    assertThat(FilePath.of(spelling)).isEqualTo(FilePath.of("a")).hasToString("a");
    assertThat(FilePath.of(spelling)).hasSameHashCodeAs(FilePath.of("a"));
  }

  @ParameterizedTest
  @CsvSource({"a//b,a/b", "/a/./b/,a/b", "a/.b,a/.b", "a/b.,a/b.", "a/...,a/...", ".../a,.../a"})
  void normalisingDropsEmptyAndDotSegmentsAndNothingElse(String path, String normal) {
    assertThat(FilePath.of(path)).hasToString(normal);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", ".", "./", "//", "/./"})
  void anEmptyPathIsTheRoot(String path) {
    assertThat(FilePath.of(path)).isEqualTo(FilePath.ROOT).hasToString("");
    assertThat(FilePath.of(path).isRoot()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", ".", "./", "a/", "a/b//", "/a/./"})
  void aFileIsNeitherTheRootNorEndsInASlash(String path) {
    assertThatThrownBy(() -> FilePath.ofFile(path)).isInstanceOf(InvalidFilePathException.class);
  }

  @Test
  void aFileMayBeSpelledInEveryOtherWay() {
    assertThat(FilePath.ofFile("/a/.//b")).hasToString("a/b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "../a", "a/..", "a/../b", "/..", "a//../b", "./..", "a/../"})
  void aDoubleDotSegmentIsRefused(String path) {
    assertRefused(path, "'..'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a..b", "..a", "a..", "...", "a/..b/c", ". .", "..;/a", "%2e%2e/a"})
  void dotsInsideANameAreLiteral(String path) {
    assertThat(FilePath.ofFile(path)).hasToString(path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\\b", "\\", "..\\a", "C:\\a", "a/\\"})
  void aBackslashIsRefused(String path) {
    assertRefused(path, "backslash");
  }

  @Test
  void everyControlCharacterIsRefused() {
    for (int c = 0; c <= 0x9F; c++) {
      if (c < 0x20 || c >= 0x7F) {
        assertRefused("a" + (char) c + "b", String.format("U+%04X", c));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(chars = {'\u2028', '\u2029'})
  void aLineSeparatorIsRefused(char separator) {
    assertRefused("a" + separator, "control character");
  }

  @ParameterizedTest
  @ValueSource(chars = {'\uFFFE', '\uFFFF'})
  void aCharacterThatNoXmlCanHoldIsRefused(char character) {
    assertRefused("d/a" + character + "b", String.format("U+%04X", (int) character));
    assertThat(FilePath.ofFile("a\uFFFDb")).hasToString("a\uFFFDb");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud800", "a\udc00b", "\udc00\ud800", "a/\ud83d", "\ud83d\ud83d\ude00"})
  void anUnpairedSurrogateIsRefused(String path) {
    assertRefused(path, "surrogate");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%2e%2e%2f", "~", "~/a", "$HOME", "a b?c#d", "a:b", "*", "\ud83d\ude00", "e\u0301",
            "\u00e9",
        " a ", "a. ", "CON", "nul.txt", "\"'<>|", "\ufeff", "\u00a0", "\u200d", "\u202e", "-rf"
      })
  void everyOtherNameIsKeptAsItIs(String name) {
    assertThat(FilePath.ofFile(name)).hasToString(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {".coffer", ".coffer/a", "a/.coffer", "a/.COFFER/b", ".Coffer", "./.coffer"})
  void theAreaOfCofferIsRefusedAtAnyDepthInAnyCase(String path) {
    assertRefused(path, "Coffer's own area");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {".coffer2", "a.coffer", "coffer", ".coffer ", ".cofferx/a", ".c\u00f6ffer"})
  void namesThatOnlyResembleTheAreaOfCofferAreLegal(String path) {
    assertThat(FilePath.ofFile(path)).hasToString(path);
  }

  @Test
  void aSegmentMayHave255Bytes() {
    assertThat(FilePath.ofFile(SEGMENT)).hasToString(SEGMENT);
    assertRefused(SEGMENT + "s", "segment");
    assertRefused("a/" + SEGMENT + "s/b", "segment");
  }

  @Test
  void bytesOfUtf8AreCountedAndNotCharacters() {
    assertThat(FilePath.ofFile("\u00e9".repeat(127) + "s").name()).hasSize(128);
    assertRefused("\u00e9".repeat(128), "segment");
    assertThat(FilePath.ofFile("\u20ac".repeat(85)).name()).hasSize(85);
    assertRefused("\u20ac".repeat(86), "segment");
    assertThat(FilePath.ofFile("\ud83d\ude00".repeat(63) + "sss").name()).hasSize(129);
    assertRefused("\ud83d\ude00".repeat(64), "segment");
  }

  @Test
  void aPathMayHave1024Bytes() {
    String longest = "a/".repeat(511) + "ab";
    assertThat(FilePath.ofFile(longest)).hasToString(longest);
    assertRefused(longest + "c", "1024");
    assertRefused("\u20ac/".repeat(256) + "a", "1024");
  }

  @Test
  void theLengthIsThatOfTheStringAsGiven() {
    assertRefused("/".repeat(1024) + "a", "1024");
    assertThat(FilePath.of("/".repeat(1023) + "a")).hasToString("a");
  }

  @Test
  void pathsAreOrderedByTheirUtf8Bytes() {
    List<FilePath> paths = new ArrayList<>();
    for (String path : List.of("b", "\ud83d\ude00", "\uffee", "a/b", "a", "a-b", "\u00e9", "B")) {
      paths.add(FilePath.of(path));
    }
    Collections.sort(paths);
    assertThat(paths)
        .extracting(FilePath::toString)
        .containsExactly("B", "a", "a-b", "a/b", "b", "\u00e9", "\uffee", "\ud83d\ude00");
  }

  @Test
  void nameAndParentSplitAPath() {
    FilePath path = FilePath.of("a/b/c");
    assertThat(path.name()).isEqualTo("c");
    assertThat(path.parent()).contains(FilePath.of("a/b"));
    assertThat(FilePath.of("a").parent()).contains(FilePath.ROOT);
    assertThat(FilePath.ROOT.parent()).isEmpty();
    assertThat(FilePath.ROOT.name()).isEmpty();
  }

  @Test
  void resolvingJoinsPaths() {
    assertThat(FilePath.of("a").resolve(FilePath.of("b/c"))).isEqualTo(FilePath.of("a/b/c"));
    assertThat(FilePath.ROOT.resolve(FilePath.of("b"))).isEqualTo(FilePath.of("b"));
    assertThat(FilePath.of("a").resolve(FilePath.ROOT)).isEqualTo(FilePath.of("a"));
  }

  @Test
  void resolvingCountsTheDirectory() {
    FilePath directory = FilePath.of("a/".repeat(500) + "a");
    FilePath below = FilePath.of("b/".repeat(20));
    assertThatThrownBy(() -> directory.resolve(below))
        .isInstanceOf(InvalidFilePathException.class)
        .hasMessageContaining("1024");
  }

  @Test
  void aPathStartsWithWholeSegmentsOnly() {
    assertThat(FilePath.of("data2/a").startsWith(FilePath.of("data"))).isFalse();
    assertThat(FilePath.of("data/a").startsWith(FilePath.of("data"))).isTrue();
    assertThat(FilePath.of("data").startsWith(FilePath.of("data"))).isTrue();
    assertThat(FilePath.of("data").startsWith(FilePath.of("data/a"))).isFalse();
    assertThat(FilePath.of("data").startsWith(FilePath.ROOT)).isTrue();
  }

  @Test
  void aPathIsSeenFromADirectoryAboveIt() {
    FilePath path = FilePath.of("a/b/c");
    assertThat(path.relativeTo(FilePath.of("a"))).isEqualTo(FilePath.of("b/c"));
    assertThat(path.relativeTo(path)).isEqualTo(FilePath.ROOT);
    assertThat(path.relativeTo(FilePath.ROOT)).isEqualTo(path);
    assertThatIllegalArgumentException().isThrownBy(() -> path.relativeTo(FilePath.of("b")));
  }

  private static void assertRefused(String path, String reason) {
    assertThatThrownBy(() -> FilePath.of(path))
        .isInstanceOf(InvalidFilePathException.class)
        .hasMessageContaining(reason);
    assertThatThrownBy(() -> FilePath.ofFile(path)).isInstanceOf(InvalidFilePathException.class);
  }
}
