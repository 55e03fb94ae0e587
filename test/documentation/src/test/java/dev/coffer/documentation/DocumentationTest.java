package dev.coffer.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.ThrowingConsumer;
import org.junit.jupiter.api.io.TempDir;

/** What the pages show works as shown, and what they name is there. */
@Tag("example")
class DocumentationTest {
  /** A scheme, as an address on another site has. */
  private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*");

  @TempDir private Path temporary;

  private static Stream<Block> blocks(Predicate<Block> wanted) throws IOException {
    return Repository.pages().stream().flatMap(page -> page.blocks().stream()).filter(wanted);
  }

  private static Stream<DynamicTest> each(Predicate<Block> wanted, ThrowingConsumer<Block> check)
      throws IOException {
    return blocks(wanted).map(block -> dynamicTest(block.toString(), () -> check.accept(block)));
  }

  private Path newDirectory() throws IOException {
    return Files.createTempDirectory(temporary, "block");
  }

  @Test
  void thePagesAreFound() throws IOException {
    assertThat(Repository.pages())
        .extracting(Page::name)
        .contains("README.md", "ARCHITECTURE.md", "docs/errors.md", "docs/options.md")
        .contains("docs/decisions/0001-few-primitives.md");
    assertThat(blocks(Block::isToRun)).hasSizeGreaterThan(3);
  }

  @TestFactory
  Stream<DynamicTest> everyBlockIsOfAKindThatIsTested() throws IOException {
    Set<String> kinds = Set.of("java", "java run", "java spring", "yaml", "sh", "xml", "text");
    return each(
        block -> !block.isExcerpt() && block.fixture().isEmpty(),
        block -> assertThat(kinds).contains(block.info()));
  }

  @TestFactory
  Stream<DynamicTest> excerptsAreInTheirFiles() throws IOException {
    return each(
        Block::isExcerpt,
        block -> {
          List<String> lines =
              Files.readAllLines(Repository.ROOT.resolve(block.source())).stream()
                  .map(String::strip)
                  .toList();
          int from = 0;
          for (List<String> piece : block.pieces()) {
            int at = Collections.indexOfSubList(lines.subList(from, lines.size()), piece);
            assertThat(at).as(String.join("\n", piece)).isNotNegative();
            from += at + piece.size();
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> javaCompilesAndPrintsWhatItSays() throws IOException {
    return each(
        block -> block.is("java") && !block.isExcerpt() && !block.info().equals("java spring"),
        block -> {
          Path directory = newDirectory();
          Example example = new Example(block);
          assertThat(example.compile(directory)).isEmpty();
          if (block.isToRun()) {
            Run run = run(example, directory, block.fixture());
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.out().lines()).containsExactlyElementsOf(block.printed());
          } else {
            assertThat(block.printed()).as("nobody runs it").isEmpty();
          }
        });
  }

  private Run run(Example example, Path classes, String name) throws Exception {
    Path home = newDirectory();
    try (Fixture fixture = Fixture.of(name, home)) {
      return Run.of(example.command(classes, home), newDirectory(), fixture.environment());
    }
  }

  @TestFactory
  Stream<DynamicTest> shellCommandsSucceed() throws IOException {
    return each(
        block -> block.is("sh"),
        block -> {
          String script =
              block
                  .text()
                  .lines()
                  .filter(line -> !BuildCommands.isOne(line))
                  .collect(Collectors.joining("\n"));
          Path directory = newDirectory();
          Path launcher = directory.resolve("coffer");
          Files.createSymbolicLink(launcher, Repository.ROOT.resolve("coffer"));
          Run run = Run.of(List.of("sh", "-euc", script), directory);
          Files.delete(launcher);
          assertThat(run.code()).as(run.out() + run.err()).isZero();
        });
  }

  @Test
  void theCommandsOfTheBuildAreThoseOfContinuousIntegration() throws IOException {
    List<String> commands =
        blocks(block -> block.is("sh"))
            .flatMap(block -> block.text().lines())
            .filter(BuildCommands::isOne)
            .toList();
    assertThat(commands).isNotEmpty();
    assertThat(BuildCommands.ofContinuousIntegration()).containsAll(commands);
  }

  @TestFactory
  Stream<DynamicTest> dependenciesAreThoseThatAreBuilt() throws IOException {
    return each(
        block -> block.is("xml"),
        block -> assertThat(Coordinates.known()).contains(Coordinates.ofDependency(block.text())));
  }

  @TestFactory
  Stream<DynamicTest> linksLeadSomewhere() throws IOException {
    return Repository.pages().stream()
        .flatMap(
            page ->
                page.links()
                    .filter(link -> !ELSEWHERE.matcher(link).matches())
                    .map(link -> dynamicTest(page + " " + link, () -> follow(page, link))));
  }

  private static void follow(Page page, String link) throws IOException {
    String[] parts = link.split("#", 2);
    Path target = target(page, parts[0]);
    assertThat(target).exists();
    if (parts.length == 2) {
      assertThat(Page.read(target).anchors()).contains(parts[1]);
    }
  }

  private static Path target(Page page, String file) {
    return file.isEmpty() ? page.file() : page.file().resolveSibling(file).normalize();
  }

  @Test
  void everyPageIsLinkedFromAnother() throws IOException {
    List<Page> pages = Repository.pages();
    Set<Path> linked =
        pages.stream()
            .flatMap(
                page ->
                    page.links()
                        .map(link -> target(page, link.replaceFirst("#.*", "")))
                        .filter(file -> !file.equals(page.file())))
            .collect(Collectors.toSet());
    assertThat(pages)
        .filteredOn(page -> !page.name().equals("README.md"))
        .allSatisfy(page -> assertThat(linked).contains(page.file()));
  }

  @TestFactory
  Stream<DynamicTest> namesInCodeFontExist() throws IOException {
    return Repository.pages().stream()
        .map(
            page ->
                dynamicTest(
                    page.name(), () -> assertThat(page.words().filter(page::isStale)).isEmpty()));
  }

  @Test
  void aNameThatIsGoneIsNoticed() {
    assertThat(Names.isStale("FileStore")).isFalse();
    assertThat(Names.isStale("FilePath.of")).isFalse();
    assertThat(Names.isStale("dev.coffer.local")).isFalse();
    assertThat(Names.isStale("LC_ALL=C.UTF-8")).isFalse();
    assertThat(Names.isStale("FileShop")).isTrue();
    assertThat(Names.isStale("FilePath.from")).isTrue();
    assertThat(Names.isStale("dev.coffer.attic")).isTrue();
  }

  @Test
  void everyKindOfErrorHasARowInThePageOfErrors() throws IOException {
    Page errors = Page.read(Repository.ROOT.resolve("docs/errors.md"));
    List<String> rows =
        errors.prose().stream()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.substring(3, line.indexOf('`', 3)))
            .toList();
    List<String> kinds =
        Repository.typesOfTheContract()
            .filter(type -> type.endsWith("Exception") && !type.equals("FileStoreException"))
            .toList();
    assertThat(rows).containsExactlyInAnyOrderElementsOf(kinds);
  }

  @Test
  void everyKindOfErrorHasAStatusOfHttp() throws IOException {
    Page errors = Page.read(Repository.ROOT.resolve("docs/errors.md"));
    assertThat(errors.prose().stream().filter(line -> line.startsWith("| `")))
        .isNotEmpty()
        .allMatch(
            line -> line.matches("\\| `\\w+` \\| .* \\| (yes|no) \\| (304|[45]\\d\\d) \\| .* \\|"));
  }

  @TestFactory
  Stream<DynamicTest> decisionsHaveTheirFourParts() throws IOException {
    String[] parts = {"context", "decision", "rejected", "consequences"};
    return Repository.pages().stream()
        .filter(page -> page.name().matches("docs/decisions/\\d+.*"))
        .map(
            page ->
                dynamicTest(
                    page.name(),
                    () -> {
                      List<String> anchors = page.anchors();
                      assertThat(anchors.subList(1, anchors.size()))
                          .isEqualTo(Arrays.asList(parts));
                    }));
  }
}
