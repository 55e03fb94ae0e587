package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Actor;
import dev.coffer.versioning.FileVersion;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The versions of a file, their names, and what is read of them. */
class VersionsTest {
  @TempDir private Path root;
  private HistoryFixture store = new HistoryFixture(Path.of(""));

  @BeforeEach
  void aFileWithHistory() {
    store = new HistoryFixture(root);
    store.write("a b 😀.txt", "one");
    Actor.as("ada", () -> store.delete("a b 😀.txt"));
    store.write("a b 😀.txt", "two", "three");
  }

  private String id(int index) {
    return store.versions("a b 😀.txt").get(index).id();
  }

  @Test
  void theCurrentFileStandsAboveItsVersions() {
    List<FileVersion> versions = store.versions("a b 😀.txt");
    Shell.Result result = store.run("versions", "a b 😀.txt");
    assertThat(result.err()).isEmpty();
    assertThat(result.lines()).hasSize(4);
    assertThat(result.lines().get(0)).matches("current {14}5  20\\S+Z");
    assertThat(result.lines().get(1))
        .isEqualTo(line("-1", "3", versions.get(0)) + versions.get(0).id());
    assertThat(result.lines().get(2)).isEqualTo(line("deleted", "-", versions.get(1)) + "by ada");
    assertThat(result.lines().get(3))
        .isEqualTo(line("-2", "3", versions.get(2)) + versions.get(2).id());
  }

  private static String line(String name, String size, FileVersion version) {
    return String.format("%-9s%13s  %-32s", name, size, version.time());
  }

  @Test
  void jsonHasWhatIsKnownOfEach() {
    List<String> lines = store.run("versions", "--json", "a b 😀.txt").lines();
    assertThat(lines.get(0))
        .startsWith("{\"path\":\"a b 😀.txt\",\"directory\":false,\"size\":5,\"lastModified\":\"")
        .endsWith(",\"current\":true}");
    assertThat(lines.get(1))
        .startsWith("{\"path\":\"a b 😀.txt\",\"id\":\"" + id(0) + "\",\"number\":-1,\"size\":3,");
    assertThat(lines.get(2))
        .contains("\"deleted\":true,\"deletedAt\":\"20", ",\"deletedBy\":\"ada\"}");
  }

  @Test
  void aLimitIsANumberOfLines() {
    assertThat(store.run("versions", "--limit", "2", "a b 😀.txt").lines()).hasSize(2);
    assertThat(store.run("versions", "--limit", "1", "a b 😀.txt").lines())
        .singleElement()
        .asString()
        .startsWith("current");
  }

  @Test
  void aVersionIsNamedByItsNumberItsIdOrAnEndOfIt() {
    for (String word : List.of("-2", id(2), id(2).substring(0, 25), id(2).substring(17))) {
      assertThat(store.run("cat", "--version", word, "a b 😀.txt").out()).as(word).isEqualTo("one");
    }
    assertThat(store.run("cat", "--version=-1", "a b 😀.txt").out()).isEqualTo("two");
    assertThat(store.run("cat", "--version", "current", "a b 😀.txt").out()).isEqualTo("three");
    assertThat(store.run("cat", "--version", "-1", "--offset", "1", "a b 😀.txt").out())
        .isEqualTo("wo");
  }

  @Test
  void aWordThatFitsSeveralVersionsIsAnsweredWithThem() {
    Shell.Result result = store.run("cat", "--version", "20", "a b 😀.txt");
    assertThat(result.code()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err())
        .contains("'20' names several versions of a b 😀.txt:", "\n  " + id(0), "\n  " + id(2))
        .doesNotContain(id(1));
  }

  @Test
  void aVersionThatIsNotThereIsNoFile() {
    Shell.Result none = store.run("cat", "--version", "x", "a b 😀.txt");
    assertThat(none.code()).isEqualTo(ExitCode.FILE_NOT_FOUND);
    assertThat(none.err()).contains("there is no version 'x'; coffer versions lists them");
    assertThat(store.run("cat", "--version", "-3", "a b 😀.txt").err())
        .contains("it has 2 earlier versions, so no -3");
    assertThat(store.run("cat", "--version", id(1), "a b 😀.txt").err())
        .contains("is a deletion, which has no content");
  }

  @Test
  void aVersionIsFetched() {
    Path target = root.resolveSibling(root.getFileName() + "-copy");
    assertThat(store.run("get", "--version", "-1", "a b 😀.txt", target.toString()).err())
        .isEmpty();
    assertThat(target).hasContent("two");
    assertThat(store.run("get", "--version", "-2", "a b 😀.txt", "-").out()).isEqualTo("one");
    assertThat(store.run("get", "-r", "--version", "-2", "", ".").code()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void aPathWithoutHistoryIsNoFileAndADirectoryIsNamedAsOne() {
    Shell.Result none = store.run("versions", "none");
    assertThat(none.code()).isEqualTo(ExitCode.FILE_NOT_FOUND);
    assertThat(none.err()).contains("there is no such file, and no version of one");
    store.write("d/a", "1");
    store.delete("d");
    assertThat(store.run("versions", "d").err()).contains("it is a directory, or was one");
  }

  @Test
  void aStoreThatKeepsNoneSaysHowItWould() {
    Shell plain = Shell.on(root);
    for (String verb : List.of("versions", "diff", "restore", "undelete")) {
      Shell.Result result = plain.run(verb, "a");
      assertThat(result.code()).as(verb).isEqualTo(ExitCode.CONFIGURATION);
      assertThat(result.err()).contains("it keeps no versions", "versioning=on");
    }
    assertThat(plain.run("prune").code()).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(plain.run("du", "--versions").code()).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(plain.run("ls", "--at", "1h ago").code()).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(plain.run("cat", "--version", "-1", "a").code()).isEqualTo(ExitCode.CONFIGURATION);
  }

  @Test
  void aStoreOfAnotherKindHasNothingSoftDeletedAndSaysSo(@TempDir Path directory) {
    HistoryFixture local = new HistoryFixture(directory);
    local.write("a", "1");
    Shell.Result result = local.run("versions", "--soft-deleted", "a");
    assertThat(result.code()).isZero();
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("there is nothing: only a bucket of Google");
  }
}
