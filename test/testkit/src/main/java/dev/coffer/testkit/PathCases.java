package dev.coffer.testkit;

import static dev.coffer.testkit.Samples.fill;
import static dev.coffer.testkit.Samples.walk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.Content;
import dev.coffer.FilePath;
import dev.coffer.InvalidFilePathException;
import dev.coffer.ReadOptions;
import dev.coffer.WriteOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which strings name a file, which are the same name, and which are refused by every call. */
interface PathCases extends StoreUnderTest {
  private void assertRefused(String path) {
    Calls.all()
        .forEach(
            (name, call) ->
                assertThrows(
                    InvalidFilePathException.class, () -> call.accept(store(), path), name));
    assertThrows(InvalidFilePathException.class, () -> store().scoped(path), "scoped");
    assertThat(walk(store(), "")).isEmpty();
  }

  private void assertKept(List<String> names) {
    fill(store(), names);
    List<String> sorted = new ArrayList<>(names);
    sorted.sort(FilePath::compareUtf8);
    assertThat(store().list("")).isEqualTo(sorted);
    for (String name : names) {
      assertThat(store().readString(name)).as(name).isEqualTo(name);
      assertThat(store().stat(name).orElseThrow().path()).hasToString(name);
    }
    store().deleteAll(names);
    assertThat(store().list("")).isEmpty();
  }

  @Test
  default void everySpellingNamesOneFile() {
    store().write("d/a", "x");
    for (String spelling : List.of("/d/a", "./d/a", "d//a", ".//d/./a", "//d///a", "/./d/a")) {
      assertThat(store().readString(spelling)).as(spelling).isEqualTo("x");
      assertThat(store().exists(spelling)).as(spelling).isTrue();
    }
    store().write("//d/.//a", "y");
    assertThat(store().readString("d/a")).isEqualTo("y");
    assertThat(walk(store(), "")).containsExactly("d/a");
    store().deleteFile("/d//a");
    assertThat(walk(store(), "")).isEmpty();
  }

  @Test
  default void aParentSegmentIsRefusedAnywhere() {
    List.of("..", "../a", "d/../a", "d/..", "d/e/../../..", "/../a", "./../a", "d//../a", "../")
        .forEach(this::assertRefused);
  }

  @Test
  default void aParentSegmentIsRefusedAlsoWhereItWouldLeadBack() {
    store().write("d/a", "x");
    assertThrows(InvalidFilePathException.class, () -> store().readBytes("d/e/../a"));
    assertThrows(InvalidFilePathException.class, () -> store().delete("d/../d/a"));
    assertThat(store().readString("d/a")).isEqualTo("x");
  }

  @Test
  default void aBackslashIsRefused() {
    List.of("a\\b", "\\a", "a\\", "..\\a", "C:\\a").forEach(this::assertRefused);
  }

  @Test
  default void aControlCharacterIsRefused() {
    List.of("a\u0000b", "\n", "a\tb", "a\rb", "a\u001Fb", "a\u007F", "a\u0080", "a\u0085", "\u009F")
        .forEach(this::assertRefused);
  }

  @Test
  default void aLineSeparatorIsRefused() {
    List.of("a\u2028b", "a\u2029b").forEach(this::assertRefused);
  }

  @Test
  default void aCharacterThatNoXmlCanHoldIsRefused() {
    List.of("a\uFFFEb", "a\uFFFF", "d/\uFFFF/b").forEach(this::assertRefused);
  }

  @Test
  default void anUnpairedSurrogateIsRefused() {
    List.of("a\uD83C", "\uDF88a", "a\uDF88\uD83Cb", "\uD83C/\uDF88").forEach(this::assertRefused);
  }

  @Test
  default void coffersOwnAreaIsRefusedAtAnyDepthInAnyCase() {
    List.of(
            ".coffer",
            ".coffer/a",
            "d/.coffer",
            "d/.coffer/a",
            ".COFFER/x",
            "d/.Coffer",
            "/.cofFer/")
        .forEach(this::assertRefused);
  }

  @Test
  default void namesThatResembleCoffersOwnAreaAreKept() {
    assertKept(List.of(".coffer2", "coffer", ".coffer.txt", "x.coffer", ".coffe", "..coffer"));
  }

  @Test
  default void aSegmentBeyond255BytesIsRefused() {
    List.of("x".repeat(256), "d/" + "x".repeat(256), "é".repeat(128), "🎈".repeat(64))
        .forEach(this::assertRefused);
  }

  @Test
  default void aSegmentOf255BytesIsKept() {
    assertKept(List.of("x".repeat(255), "é".repeat(127) + "x", "🎈".repeat(63) + "日"));
  }

  @Test
  default void longNamesThatDifferAtTheirEndAreTwoFiles() {
    assertKept(List.of("x".repeat(254) + "a", "x".repeat(254) + "b", "x".repeat(254)));
  }

  @Test
  default void aDirectoryOf255BytesIsKept() {
    String path = "d".repeat(255) + "/" + "f".repeat(255);
    store().write(path, "x");
    assertThat(store().list("")).containsExactly("d".repeat(255) + "/");
    assertThat(store().readString(path)).isEqualTo("x");
  }

  /** Overridden if the store's own prefix counts towards each path. */
  @Test
  default void aPathOf1024BytesIsKept() {
    String path = longest(longestPath());
    store().write(path, "x");
    assertThat(store().readString(path)).isEqualTo("x");
    assertThat(walk(store(), "")).containsExactly(path);
    store().copy(path, "a");
    store().move("a", path);
    store().delete(path);
    assertThat(store().list("")).isEmpty();
    assertThrows(
        InvalidFilePathException.class,
        () -> store().write(path + "s", "x"),
        "longestPath() is exact and not a bound: a path with one byte more is refused");
  }

  /** Returns a path of that many bytes, in segments of legal length. */
  static String longest(int bytes) {
    String segments = ("s".repeat(203) + "/").repeat(5) + "file";
    // What is left of it must not begin with a slash.
    return segments.substring(segments.length() - bytes).replaceFirst("^/", "s");
  }

  @Test
  default void aPathBeyond1024BytesIsRefused() {
    assertRefused(("s".repeat(203) + "/").repeat(5) + "files");
    assertRefused(("é".repeat(101) + "/").repeat(5) + "é".repeat(5));
  }

  @Test
  default void theLengthOfAPathIsCountedAsGiven() {
    assertRefused("/".repeat(1024) + "a");
    assertRefused("./".repeat(600) + "a");
    assertRefused("a".repeat(1_000_000));
  }

  @Test
  default void aTrailingSlashIsRefusedWhereAFileIsNamed() {
    Calls.onFiles()
        .forEach(
            (name, call) ->
                assertThrows(
                    InvalidFilePathException.class, () -> call.accept(store(), "d/"), name));
    assertThat(walk(store(), "")).isEmpty();
  }

  @Test
  default void theRootIsRefusedWhereAFileIsNamed() {
    for (String root : List.of("", "/", ".", "./")) {
      Calls.onFiles()
          .forEach(
              (name, call) ->
                  assertThrows(
                      InvalidFilePathException.class, () -> call.accept(store(), root), name));
    }
  }

  @Test
  default void theRootIsRefusedByThePrimitivesToo() {
    FilePath root = FilePath.ROOT;
    FilePath file = FilePath.of("a");
    store().write("a", "x");
    assertThrows(
        InvalidFilePathException.class,
        () -> store().write(root, Content.of("x"), WriteOptions.DEFAULTS));
    assertThrows(InvalidFilePathException.class, () -> store().read(root, ReadOptions.DEFAULTS));
    assertThrows(InvalidFilePathException.class, () -> store().copy(root, file));
    assertThrows(InvalidFilePathException.class, () -> store().copy(file, root));
    assertThrows(InvalidFilePathException.class, () -> store().move(root, file));
    assertThrows(InvalidFilePathException.class, () -> store().move(file, root));
    assertThat(store().readString("a")).isEqualTo("x");
  }

  @Test
  default void aRefusedPathIsReportedAsGivenWithoutItsControlCharacters() {
    InvalidFilePathException e =
        assertThrows(InvalidFilePathException.class, () -> store().write("a\nb/../c", "x"));
    assertThat(e.path()).isEqualTo("a\nb/../c");
    assertThat(e.operation()).isEqualTo("write");
    assertThat(e.getMessage()).doesNotContain("\n");
  }

  @Test
  default void nothingIsDecoded() {
    assertKept(List.of("%2e%2e", "%2F", "a%20b", "a+b", "%", "%00", "&amp;", "=?x?="));
  }

  @Test
  default void nothingIsExpanded() {
    assertKept(List.of("~", "~root", "$HOME", "${HOME}", "*", "?", "[a]", "{a,b}", "`id`", "-rf"));
  }

  @Test
  default void namesThatMeanSomethingInAUrlAreKept() {
    assertKept(
        List.of("a b?c#d", "a:b", "a=b&c", "a;b", "@", "http:", "a,b", "|", "<x>", "\"", "'"));
  }

  @Test
  default void spacesAndDotsAtTheEndsAreKept() {
    assertKept(List.of(" a", "a ", "a", " ", "  ", "a.", "a..", "...", ". ", " .", ".a", "a . "));
  }

  @Test
  default void spacesAndDotsAtTheEndsOfDirectoriesAreKept() {
    List<String> files = List.of(" d/a", "d /a", "d./a", "d/a", ".../a", "d/ ", "d/ a/ b ");
    fill(store(), files);
    assertThat(walk(store(), "")).containsExactlyInAnyOrderElementsOf(files);
    assertThat(store().list("d ")).containsExactly("d /a");
    assertThat(store().list("d.")).containsExactly("d./a");
  }

  @Test
  default void namesOfEveryScriptAreKept() {
    assertKept(
        List.of(
            "grüße", "日本語", "🎈", "👩‍👩‍👧", "עברית", "ﷺ", "\u200B", "\uFEFF", "\uFFFD", "𝒳"));
  }

  @Test
  default void combiningMarksAreNotComposed() {
    assertKept(List.of("\u00E9", "e\u0301", "\u212B", "\u00C5", "A\u030A"));
  }

  @Test
  default void upperAndLowerCaseAreTwoNames() {
    assertKept(List.of("readme", "README", "ReadMe", "ß", "SS", "ı", "i", "I"));
  }

  @Test
  default void namesThatAreDevicesElsewhereAreKept() {
    assertKept(List.of("CON", "nul.txt", "aux", "COM1", "desktop.ini", "LPT1.log"));
  }
}
