package dev.coffer.app.filter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.coffer.FilePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathFilterTest {
  /** Lists of patterns as they stand in a file. */
  private static final List<String> PATTERNS =
      List.of(
          "*.txt",
          "a",
          "/a",
          "a/",
          "/d/a",
          "d/a",
          "d/",
          "/d/",
          "d/*",
          "d/**",
          "/d/*/c",
          "**/c",
          "**/d/c",
          "d/**/c",
          "/**/c",
          "**/d/",
          "**",
          "*",
          "/*",
          "/**",
          "*/",
          "**/",
          "d/**/",
          "d/***/c",
          "***/***",
          "/***",
          "x**y",
          "d/x**y",
          "?",
          "??.txt",
          "[ab]",
          "[!ab]",
          "[^a-c].txt",
          "[]x]",
          "[a-]",
          "[[:digit:]]*",
          "[[:upper:][:space:]]*",
          "[\\]x]y",
          "\\*.txt",
          "\\!a",
          "\\#a",
          "a b",
          "*.txt !b.txt",
          "d/ !d/a",
          "d/* !d/a",
          "* !*/ !*.txt",
          "!a a",
          "a !a",
          "*.txt !/d/*.txt /d/e/",
          "*/a",
          "e/f",
          "e/",
          "*x*y*",
          "{a,b}",
          "a.",
          ".*",
          "d/e/../a");

  private static final List<String> FILES =
      List.of(
          "a",
          "b",
          "c",
          "ab",
          "x",
          "]",
          "-",
          "*.txt",
          "!a",
          "#a",
          "a b",
          ".hidden",
          "A.txt",
          "1a",
          " s",
          "a.txt",
          "b.txt",
          "d.txt",
          "ab.txt",
          "xy",
          "x1y",
          "x12y",
          "]y",
          "{a,b}",
          "d/a",
          "d/b.txt",
          "d/c",
          "d/d/c",
          "d/e/c",
          "d/e/f/a",
          "d/e/f/c",
          "d/xzy",
          "e/f",
          "e/d/a",
          "e/d/c",
          "f/e/f",
          "f/.git-not/x",
          "a/b/c.txt");

  @TempDir private Path directory;

  /** In the notation of {@code .gitignore}, with blanks between patterns instead of lines. */
  private static PathFilter of(List<String> patterns) {
    // Git ignores nothing unless a pattern says so, even if the first one is negated.
    PathFilter filter = PathFilter.ALL.exclude("/no file has this name");
    for (String pattern : patterns) {
      filter = filter.exclude(pattern);
    }
    return filter;
  }

  private static List<String> split(String patterns) {
    return patterns.equals("a b") ? List.of(patterns) : List.of(patterns.split(" "));
  }

  private static List<String> files() {
    // A name cannot be both a file and a directory.
    return FILES.stream()
        .filter(file -> FILES.stream().noneMatch(o -> o.startsWith(file + "/")))
        .toList();
  }

  @TestFactory
  Stream<DynamicTest> patternsExcludeWhatGitIgnores() throws IOException, InterruptedException {
    makeRepository();
    return PATTERNS.stream().map(row -> dynamicTest(row, () -> assertAsGit(split(row))));
  }

  /** Patterns that nobody thought of. */
  @TestFactory
  Stream<DynamicTest> randomPatternsExcludeWhatGitIgnores()
      throws IOException, InterruptedException {
    makeRepository();
    long seed = Long.getLong("coffer.seed", System.nanoTime());
    Random random = new Random(seed);
    return Stream.generate(
            () -> Stream.generate(() -> pattern(random)).limit(1 + random.nextInt(3)).toList())
        .limit(40)
        .map(row -> dynamicTest(row + " coffer.seed=" + seed, () -> assertAsGit(row)));
  }

  /**
   * Without {@code b**}: git cuts the text before the first star off and then takes the stars for a
   * segment of their own, against its documentation ("other consecutive asterisks are considered
   * regular asterisks").
   */
  private static String pattern(Random random) {
    return Stream.generate(() -> anyPattern(random))
        .filter(text -> !text.matches(".*[^/*!]\\*\\*.*"))
        .findFirst()
        .orElseThrow();
  }

  private static String anyPattern(Random random) {
    String[] parts = {
      "a", "b", "c", "d", "e", "x", "*", "**", "/", "/", "?", ".txt", "[a-c]", "/**/"
    };
    String text =
        Stream.generate(() -> parts[random.nextInt(parts.length)])
            .limit(1 + random.nextInt(5))
            .collect(Collectors.joining());
    return text.matches("/*") ? "a" : random.nextInt(4) == 0 ? "!" + text : text;
  }

  private void makeRepository() throws IOException, InterruptedException {
    assumeTrue(isGitThere(), "git is not installed");
    assertThat(git("", "init", "-q")).isEmpty();
    for (String file : files()) {
      Path path = directory.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, "");
    }
  }

  private static boolean isGitThere() {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "git")));
  }

  private void assertAsGit(List<String> patterns) throws IOException, InterruptedException {
    Files.write(directory.resolve(".git/info/exclude"), patterns);
    Set<String> ignored =
        new TreeSet<>(
            git(
                String.join("\n", files()) + "\n",
                "-c",
                "core.quotePath=false",
                "check-ignore",
                "--no-index",
                "--stdin"));
    PathFilter filter = of(patterns);
    assertThat(files().stream().filter(file -> !filter.chooses(FilePath.of(file))).sorted())
        .as(patterns.toString())
        .containsExactlyElementsOf(ignored);
  }

  private List<String> git(String input, String... words) throws IOException, InterruptedException {
    List<String> command = Stream.concat(Stream.of("git"), Stream.of(words)).toList();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    builder.environment().put("HOME", directory.toString());
    Path in = Files.writeString(directory.resolve(".git-input"), input);
    Process process = builder.redirectInput(in.toFile()).start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
    process.waitFor();
    return lines;
  }

  @Test
  void thePatternsOfACallDecideInTheirOrder() {
    PathFilter filter = PathFilter.ALL.exclude("*.txt").include("b.txt").exclude("!c.txt");
    assertThat(
            Stream.of("a.txt", "b.txt", "c.txt", "d")
                .filter(file -> filter.chooses(FilePath.of(file))))
        .containsExactly("b.txt", "c.txt", "d");
  }

  @Test
  void ifTheFirstIncludesNothingElseIsChosen() {
    PathFilter filter = PathFilter.ALL.include("*.txt").include("/d/").exclude("/d/e/");
    assertThat(
            Stream.of("a.txt", "b", "x/a.txt", "d/b", "d/f/b", "d/e/a.txt")
                .filter(file -> filter.chooses(FilePath.of(file))))
        .containsExactly("a.txt", "x/a.txt", "d/b", "d/f/b");
  }

  @Test
  void nothingComesBackOutOfAnExcludedDirectory() {
    PathFilter filter = PathFilter.ALL.exclude("d/").include("d/a");
    assertThat(filter.chooses(FilePath.of("d/a"))).isFalse();
  }

  @Test
  void aNameThatAListingReportsIsOfInterestUnlessItIsExcluded() {
    PathFilter filter = PathFilter.ALL.include("*.txt").exclude("d/");
    assertThat(filter.mayChoose("e/")).isTrue();
    assertThat(filter.mayChoose("e")).isFalse();
    assertThat(filter.mayChoose("d/")).isFalse();
    assertThat(filter.mayChoose("d/a.txt")).isFalse();
    assertThat(PathFilter.ALL.mayChoose("caf\\xE9/")).isTrue();
  }

  @Test
  void aQuestionMarkIsOneCharacterWhateverItsLength() {
    PathFilter filter = PathFilter.ALL.include("?.txt");
    assertThat(filter.chooses(FilePath.of("🗄.txt"))).isTrue();
    assertThat(filter.chooses(FilePath.of("é.txt"))).isTrue();
    assertThat(filter.chooses(FilePath.of("éé.txt"))).isFalse();
  }

  @Test
  void aPatternOfManyStarsTakesNoLongTime() {
    PathFilter filter = PathFilter.ALL.include("a*".repeat(100) + "b");
    assertThat(filter.chooses(FilePath.of("a".repeat(255)))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/", "!", "!/", "a\\", "[a", "[!", "[]", "[[:no:]]", "[[:digit", "a[b"})
  void whatIsNoPatternIsRefused(String pattern) {
    assertThatThrownBy(() -> PathFilter.ALL.exclude(pattern))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
