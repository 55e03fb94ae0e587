package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.coffer.FileStore;
import dev.coffer.WriteOptions;
import dev.coffer.config.FileStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyncTest {
  @TempDir private Path directory;
  private Path from = Path.of(".");
  private Path to = Path.of(".");

  @BeforeEach
  void threeFilesAndAnEmptyTarget() throws IOException {
    from = directory.resolve("from");
    to = directory.resolve("to");
    for (String name : new String[] {"a", "d/é 🗄️.txt", "d-x"}) {
      write(from, name, name);
    }
  }

  private static void write(Path root, String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static Shell.Result run(String... args) {
    return new Shell(Map.of("COFFER_DURABILITY", "none"), new byte[0], Terminals.NONE).run(args);
  }

  private Shell.Result sync(String... options) {
    return run(
        Stream.concat(Stream.of("sync", from.toString(), Shell.uri(to)), Stream.of(options))
            .toArray(String[]::new));
  }

  private static void assertClosing(Shell.Result result, String closing) {
    assertThat(result.lines().get(result.lines().size() - 1)).isEqualTo(closing);
  }

  private static List<String> namesIn(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .filter(name -> !name.startsWith(".coffer"))
          .sorted()
          .toList();
    }
  }

  @Test
  void everyFileIsCopiedOnceAndTheSourceIsOnlyRead() throws IOException {
    Shell.Result first = sync();
    assertThat(first.err()).isEmpty();
    assertThat(first.out()).isEqualTo("copied 3 files, 20 bytes; skipped 0, deleted 0, failed 0\n");
    assertThat(to.resolve("d/é 🗄️.txt")).hasContent("d/é 🗄️.txt");
    assertThat(from.resolve(".coffer")).doesNotExist();
    assertClosing(sync(), "copied 0 files, 0 bytes; skipped 3, deleted 0, failed 0");
  }

  @Test
  void aPlainDirectoryKeepsNothingOfCoffers() throws IOException {
    assertThat(run("sync", from.toString(), to.toString()).code()).isZero();
    assertThat(namesIn(to)).isEqualTo(namesIn(from));
    assertThat(to.resolve(".coffer")).doesNotExist();
    assertThat(from.resolve(".coffer")).doesNotExist();
  }

  @Test
  void aPlainDirectoryThatIsAStoreToOthersKeepsItsArea() throws IOException {
    Files.createDirectories(to.resolve(".coffer"));
    assertThat(run("sync", from.toString(), to.toString()).code()).isZero();
    assertThat(to.resolve(".coffer")).isDirectory();
  }

  @Test
  void aStoreAsSourceIsOnlyRead() throws IOException {
    assertThat(run("sync", Shell.uri(from), Shell.uri(to)).code()).isZero();
    assertThat(namesIn(to)).isEqualTo(namesIn(from));
    assertThat(from.resolve(".coffer")).doesNotExist();
  }

  @Test
  void whatIsYoungerOrOfAnotherSizeIsCopiedWhenItsBytesDiffer() throws IOException {
    assertThat(sync().code()).isZero();
    FileTime later = FileTime.from(Instant.now().plusSeconds(60));
    write(from, "a", "longer");
    Files.setLastModifiedTime(from.resolve("a"), FileTime.from(Instant.EPOCH));
    Files.setLastModifiedTime(from.resolve("d-x"), later);
    write(from, "d/é 🗄️.txt", "D/é 🗄️.txt");
    Files.setLastModifiedTime(from.resolve("d/é 🗄️.txt"), later);
    assertThat(sync("--dry-run").lines()).contains("copy a", "copy d/é 🗄️.txt").hasSize(3);
    assertClosing(sync(), "copied 2 files, 22 bytes; skipped 1, deleted 0, failed 0");
    assertThat(to.resolve("a")).hasContent("longer");
    assertThat(to.resolve("d/é 🗄️.txt")).hasContent("D/é 🗄️.txt");
  }

  /** From one side to the other and back, between all that can be a side. */
  @TestFactory
  Stream<DynamicTest> thereAndBackAndThereAgainCopiesOnceAndSeesEachChange() {
    return Stream.of("from to", "from file:to", "file:from to", "file:from file:to")
        .map(sides -> dynamicTest(sides, () -> assertThereAndBack(sides.split(" "))));
  }

  private void assertThereAndBack(String[] sides) throws IOException {
    Path root = Files.createTempDirectory(directory, "sides");
    String[] ends = {
      sides[0].replace("from", root + "/from"), sides[1].replace("to", root + "/to")
    };
    write(root.resolve("from"), "a", "one");
    write(root.resolve("from"), "b", "two");
    assertBothWays(ends, "copied 2 files, 6 bytes; skipped 0, deleted 0, failed 0");
    assertBothWays(ends, "copied 0 files, 0 bytes; skipped 2, deleted 0, failed 0");
    write(root.resolve("from"), "a", "ONE");
    assertBothWays(ends, "copied 1 file, 3 bytes; skipped 1, deleted 0, failed 0");
    assertThat(root.resolve("to/a")).hasContent("ONE");
    write(root.resolve("to"), "b", "TWO");
    assertClosing(
        run("sync", ends[1], ends[0]), "copied 1 file, 3 bytes; skipped 1, deleted 0, failed 0");
    assertThat(root.resolve("from/b")).hasContent("TWO");
    assertBothWays(ends, "copied 0 files, 0 bytes; skipped 2, deleted 0, failed 0");
  }

  private static void assertBothWays(String[] ends, String there) {
    assertClosing(run("sync", ends[0], ends[1]), there);
    assertClosing(
        run("sync", ends[1], ends[0]), "copied 0 files, 0 bytes; skipped 2, deleted 0, failed 0");
    assertClosing(
        run("sync", ends[0], ends[1]), "copied 0 files, 0 bytes; skipped 2, deleted 0, failed 0");
  }

  @Test
  void aDirectoryGetsTheTimesOfItsSourceAndAChangeInItIsSeen() throws IOException {
    String[] call = {"sync", from.toString(), to.toString()};
    FileTime old = FileTime.from(Instant.parse("2001-02-03T04:05:06.123456Z"));
    Files.setLastModifiedTime(from.resolve("a"), old);
    assertThat(run(call).code()).isZero();
    assertThat(Files.getLastModifiedTime(to.resolve("a"))).isEqualTo(old);
    write(to, "a", "A");
    assertClosing(run(call), "copied 1 file, 1 byte; skipped 2, deleted 0, failed 0");
    assertThat(to.resolve("a")).hasContent("a");
    Files.setLastModifiedTime(to.resolve("a"), FileTime.from(Instant.now()));
    assertClosing(run(call), "copied 0 files, 0 bytes; skipped 3, deleted 0, failed 0");
    assertThat(Files.getLastModifiedTime(to.resolve("a"))).isEqualTo(old);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "file:"})
  void aFileThatAnOlderOneOfTheSameSizeReplacesIsCopied(String scheme) throws IOException {
    String[] call = {"sync", scheme + from, Shell.uri(to)};
    write(directory, "older", "b");
    Files.setLastModifiedTime(directory.resolve("older"), FileTime.from(Instant.EPOCH));
    assertThat(run(call).code()).isZero();
    Files.move(directory.resolve("older"), from.resolve("a"), StandardCopyOption.REPLACE_EXISTING);
    assertThat(run("check", scheme + from, Shell.uri(to)).lines()).containsExactly("differs: a");
    assertClosing(run(call), "copied 1 file, 1 byte; skipped 2, deleted 0, failed 0");
    assertThat(to.resolve("a")).hasContent("b");
  }

  @Test
  void whatOnlySeemsToHaveChangedIsComparedAndNotCopied() throws IOException {
    assertThat(sync().code()).isZero();
    Files.setLastModifiedTime(from.resolve("a"), FileTime.from(Instant.EPOCH));
    assertClosing(sync(), "copied 0 files, 0 bytes; skipped 3, deleted 0, failed 0");
  }

  @Test
  void checksumsFindWhatTimesHide() throws IOException {
    assertThat(sync().code()).isZero();
    write(to, "a", "b");
    assertClosing(sync(), "copied 0 files, 0 bytes; skipped 3, deleted 0, failed 0");
    assertThat(sync("--checksum", "--dry-run").lines()).contains("copy a").hasSize(2);
    assertClosing(sync("--checksum"), "copied 1 file, 1 byte; skipped 2, deleted 0, failed 0");
    assertThat(to.resolve("a")).hasContent("a");
    Files.setLastModifiedTime(from.resolve("a"), FileTime.from(Instant.now().plusSeconds(60)));
    assertClosing(sync("--checksum"), "copied 0 files, 0 bytes; skipped 3, deleted 0, failed 0");
  }

  @Test
  void whatTheSourceLacksIsDeletedOnlyWhenAsked() throws IOException {
    write(to, "extra/x", "");
    write(to, "z", "");
    assertClosing(sync(), "copied 3 files, 20 bytes; skipped 0, deleted 0, failed 0");
    assertClosing(sync("--delete"), "copied 0 files, 0 bytes; skipped 3, deleted 2, failed 0");
    assertThat(namesIn(to)).isEqualTo(namesIn(from));
  }

  @Test
  void aDryRunTellsAndDoesNothing() throws IOException {
    write(to, "extra", "");
    Shell.Result result = sync("--dry-run", "--delete");
    assertThat(result.lines())
        .containsExactly(
            "delete extra",
            "copy a",
            "copy d-x",
            "copy d/é 🗄️.txt",
            "would have copied 3 files, 20 bytes; skipped 0, deleted 1, failed 0");
    assertThat(namesIn(to)).containsExactly("extra");
    assertThat(sync("--dry-run", "--json").lines())
        .contains("{\"action\":\"copy\",\"path\":\"a\"}")
        .endsWith(
            "{\"files\":3,\"bytes\":20,\"skipped\":0,\"deleted\":0,\"failed\":0,\"leftOut\":0,\"kept\":0,"
                + "\"dryRun\":true}");
  }

  @Test
  void aFileAndADirectoryChangePlaces() throws IOException {
    write(to, "a/below", "");
    write(to, "d", "");
    assertThat(sync().code()).isEqualTo(6);
    assertClosing(sync("--delete"), "copied 2 files, 17 bytes; skipped 1, deleted 2, failed 0");
    assertThat(namesIn(to)).isEqualTo(namesIn(from));
  }

  @Test
  void anEmptySourceDeletesNothing() throws IOException {
    write(to, "mine", "");
    from = Files.createDirectory(directory.resolve("nothing"));
    Shell.Result result = sync("--delete");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("holds no files");
    assertThat(namesIn(to)).containsExactly("mine");
  }

  @Test
  void anEmptySourceAndATargetWithoutFilesAreEqual() throws IOException {
    from = Files.createDirectory(directory.resolve("nothing"));
    to = directory.resolve("new");
    assertClosing(sync("--delete"), "copied 0 files, 0 bytes; skipped 0, deleted 0, failed 0");
  }

  @Test
  void oneThatFailsHoldsUpNoOtherAndIsTheExitCode() throws IOException {
    write(from, "a\nb", "");
    write(to, "a/in the way", "");
    Shell.Result result = sync();
    assertThat(result.code()).isEqualTo(6);
    assertThat(result.err())
        .contains("left out, no store can have this name: a\\u000Ab\n", "write a on ")
        .endsWith("sync: 2 files failed\n")
        .hasLineCount(3);
    assertClosing(result, "copied 2 files, 19 bytes; skipped 0, deleted 0, failed 2");
  }

  @Test
  void linksAreToldAndTheOwnAreaIsNone() throws IOException {
    Files.createSymbolicLink(from.resolve("link"), Path.of("/etc/passwd"));
    Files.createSymbolicLink(from.resolve("dir"), directory);
    write(from, ".coffer/locks", "");
    write(from, "d/.COFFER/x", "");
    Shell.Result result = sync();
    assertThat(result.code()).isZero();
    assertThat(result.err())
        .contains("left out, it is a link: link\n", "left out, it is a link: dir\n")
        .hasLineCount(2);
    assertClosing(result, "copied 3 files, 20 bytes; skipped 0, deleted 0, failed 0, left out 2");
    assertThat(namesIn(to)).containsExactly("a", "d-x", "d/é 🗄️.txt");
  }

  @Test
  void whatStandsWhereTheSourceHasALinkIsNotDeleted() throws IOException {
    write(to, "link/below", "");
    write(to, "link.txt", "");
    write(to, "link2", "");
    Files.createSymbolicLink(from.resolve("link"), directory);
    assertClosing(
        sync("--delete"),
        "copied 3 files, 20 bytes; skipped 0, deleted 2, failed 0, left out 1, kept 1");
    assertThat(to.resolve("link/below")).exists();
  }

  @Test
  void aSourceThatCannotBeListedDeletesNothing() throws IOException {
    write(to, "z", "");
    Shell.Result result = run("sync", "--delete", "trial:unlistable", Shell.uri(to));
    assertThat(result.code()).isEqualTo(5);
    assertThat(namesIn(to)).containsExactly("z");
  }

  @Test
  void namesThatAStoreLeavesOutAreToldAndNothingIsDeletedThere() throws IOException {
    write(to, "sessions/s1", "");
    write(to, "z", "");
    Shell.Result result = run("sync", "--delete", "trial:omitting", Shell.uri(to));
    assertThat(result.code()).isEqualTo(6);
    assertThat(result.err())
        .isEqualTo(
            """
            coffer: left out, no store can have this name: caf\\xE9/ (with all that is below it)
            coffer: left out, it is a link: sessions
            coffer: left out, it is no regular file: pipe
            coffer: sync: 1 file failed; kept 1 file of DST where SRC could not be looked at
            """);
    assertClosing(
        result, "copied 1 file, 1000000 bytes; skipped 0, deleted 1, failed 1, left out 2, kept 1");
    assertThat(namesIn(to)).containsExactly("file", "sessions/s1");
  }

  @Test
  void aFileWithMetadataThatNoStoreTakesIsNamed() {
    Shell.Result result = run("sync", "trial:labelled", Shell.uri(to));
    assertThat(result.code()).isEqualTo(6);
    assertThat(result.err()).contains("coffer: copy file on memory: invalid metadata (2001 bytes");
  }

  @Test
  void storesAreCopiedWithContentTypeAndMetadataInBothDirections() throws IOException {
    String memory = "memory:sync-test";
    try (FileStore store = FileStores.open(memory)) {
      store.write(
          "x/y", new byte[] {1}, WriteOptions.DEFAULTS.contentType("a/b").metadata("k", "v"));
      assertThat(run("sync", memory, Shell.uri(to)).code()).isZero();
      assertThat(to.resolve("x/y")).hasBinaryContent(new byte[] {1});
      assertThat(run("--store", Shell.uri(to), "stat", "x/y").lines())
          .contains("content type:  a/b", "metadata:      k=v");
      assertClosing(
          run("sync", "--delete", from.toString(), memory),
          "copied 3 files, 20 bytes; skipped 0, deleted 1, failed 0");
      assertThat(store.list("")).containsExactly("a", "d-x", "d/");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "s3://b,s3://b/backup",
    "s3://b/backup?region=eu-west-1,s3://b?region=eu-west-1",
    "s3://b?endpoint=http://h:1,s3://b/?endpoint=http://h:1&scope=x",
    "gs://b/x,gs://b/x/y"
  })
  void oneDirectoryOfABucketInsideOfAnotherIsRefused(String one, String other) {
    Shell.Result result = run("sync", "--delete", one, other);
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("lie in one another");
  }

  @Test
  void twoDirectoriesOfOneStoreAreApart() {
    String store = Shell.uri(from) + "?scope=";
    assertClosing(
        run("sync", store + "d", store + "copy"),
        "copied 1 file, 16 bytes; skipped 0, deleted 0, failed 0");
    Shell.Result nested = run("sync", store + "d", store + "d/e");
    assertThat(nested.code()).isEqualTo(2);
    assertThat(nested.err()).contains("lie in one another");
    assertThat(run("sync", store + "absent", to.toString()).code()).isEqualTo(3);
  }

  @Test
  void oneInsideOfTheOtherIsRefused() throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("link"), from);
    for (String other :
        new String[] {
          Shell.uri(from), from + "/backup", directory.toString(), Shell.uri(link.resolve("d"))
        }) {
      Shell.Result result = run("sync", from.toString(), other);
      assertThat(result.code()).as(other).isEqualTo(2);
      assertThat(result.err()).contains("lie in one another");
    }
    assertThat(run("sync", "memory:same", "memory:same").code()).isEqualTo(2);
    assertThat(from.resolve(".coffer")).doesNotExist();
  }

  @Test
  void aMissingSourceIsThreeAndIsNotMade() {
    for (String missing : new String[] {"no", Shell.uri(directory.resolve("no"))}) {
      Shell.Result result = run("sync", missing, to.toString());
      assertThat(result.code()).isEqualTo(3);
      assertThat(result.err()).contains("no such directory");
    }
    assertThat(directory.resolve("no")).doesNotExist();
    assertThat(to).doesNotExist();
  }

  @Test
  void aCopyThatReadsBackOtherwiseIsDeletedAndFails() {
    TrialStore.LEFT.clear();
    Shell.Result result = run("sync", from.toString(), "trial:twisted");
    assertThat(result.code()).isEqualTo(6);
    assertThat(result.err()).contains("verify a on ", "what was read back is not what was written");
    assertThat(result.out()).contains("copied 0 files, 0 bytes; skipped 0, deleted 0, failed 3");
    assertThat(TrialStore.LEFT).containsExactly("file");
  }

  /** In the threads that copy, too. */
  @ParameterizedTest
  @ValueSource(strings = {"overflow", "memory"})
  void anErrorOfTheVirtualMachineIsTheFailureOfAFileAndHoldsUpNoOther(String fault) {
    Shell.Result result = run("sync", from.toString(), "trial:" + fault);
    assertClosing(result, "copied 2 files, 19 bytes; skipped 0, deleted 0, failed 1");
    assertThat(result.err()).contains("a: java.lang.", "Error: canary");
    assertThat(result.code()).isEqualTo(ExitCode.OTHER);
  }
}
