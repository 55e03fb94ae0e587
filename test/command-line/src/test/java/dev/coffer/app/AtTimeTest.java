package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store as it was, for the verbs that read. */
@Tag("one-jdk")
class AtTimeTest {
  @TempDir private Path root;
  @TempDir private Path target;
  private HistoryFixture store = new HistoryFixture(Path.of(""));
  private String then = "";

  @BeforeEach
  void aStoreThatChanged() {
    store = new HistoryFixture(root);
    store.write("d/a b", "one");
    Instant moment = store.write("d/gone.txt", "gone");
    then = moment.toString();
    store.write("d/a b", "two");
    store.write("d/new", "new");
    store.delete("d/gone.txt");
  }

  @Test
  void listingsShowWhatWasThere() {
    assertThat(store.run("ls", "--at", then).lines()).containsExactly("d/");
    assertThat(store.run("ls", "-r", "--at", then).lines()).containsExactly("d/a b", "d/gone.txt");
    assertThat(store.run("ls", "-l", "--at", then, "d").lines()).hasSize(2);
    assertThat(store.run("find", "--name", "*.txt", "--at", then).lines())
        .containsExactly("d/gone.txt");
    assertThat(store.run("du", "--at", then).out()).contains("7          2  total");
    assertThat(store.run("ls", "--at", "2001-01-01", "d").code())
        .isEqualTo(ExitCode.DIRECTORY_NOT_FOUND);
  }

  @Test
  void aFileIsDescribedAndATreeDrawnAsTheyWere() {
    assertThat(store.run("stat", "--json", "--at", then, "d/gone.txt").out())
        .contains("\"path\":\"d/gone.txt\"", "\"size\":4", "\"lastModified\":\"" + then);
    assertThat(store.run("stat", "--at", then, "d/new").code()).isEqualTo(ExitCode.FILE_NOT_FOUND);
    assertThat(store.run("tree", "--at", then).lines())
        .containsExactly("d/", "  a b", "  gone.txt", "1 directory, 2 files");
  }

  @Test
  void aStoreIsComparedAsItWas() {
    Shell shell = new Shell(Map.of(), new byte[0], Terminals.NONE);
    Shell.Result changed = shell.run("check", "--at", then, store.uri(), store.uri());
    assertThat(changed.code()).isEqualTo(ExitCode.OTHER);
    assertThat(changed.lines())
        .containsExactlyInAnyOrder("differs: d/a b", "only in A: d/gone.txt", "only in B: d/new");
    assertThat(store.run("get", "-r", "--at", then, "", target.toString()).err()).isEmpty();
    assertThat(shell.run("check", "--at", then, store.uri(), target.toString()).code()).isZero();
    assertThat(shell.run("check", "--at", then, target.toString(), store.uri()).err())
        .contains("check: a plain directory has no versions");
  }

  @Test
  void filesAreReadAsTheyWere() {
    assertThat(store.run("cat", "--at", then, "d/a b", "d/gone.txt").out()).isEqualTo("onegone");
    assertThat(store.run("cat", "--at", then, "d/new").code()).isEqualTo(ExitCode.FILE_NOT_FOUND);
    Path copy = target.resolve("copy");
    store.run("get", "--at", then, "d/a b", copy.toString());
    assertThat(copy).hasContent("one");
    assertThat(store.run("cat", "--at", then, "--version", "-1", "d/a b").code())
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void aDirectoryIsFetchedAsItWas() {
    assertThat(store.run("get", "-r", "--at", then, "d", target.toString()).err()).isEmpty();
    assertThat(target.resolve("a b")).hasContent("one");
    assertThat(target.resolve("gone.txt")).hasContent("gone");
    assertThat(target.resolve("new")).doesNotExist();
  }

  @Test
  void aStoreIsSyncedAsItWas() {
    Shell shell = new Shell(store.shell().env(), new byte[0], Terminals.NONE);
    Path present = target.resolve("now");
    assertThat(sync(shell, present.toString()).out()).contains("copied 2 files");
    assertThat(present.resolve("d/a b")).hasContent("two");
    assertThat(sync(shell, "--at", then, "--delete", present.toString()).out())
        .contains("copied 2 files", "deleted 1,");
    assertThat(present.resolve("d/a b")).hasContent("one");
    assertThat(sync(shell, "--at", then, present.toString()).out()).contains("copied 0 files");
  }

  private Shell.Result sync(Shell shell, String... words) {
    String[] call = new String[words.length + 2];
    call[0] = "sync";
    System.arraycopy(words, 0, call, 1, words.length - 1);
    call[words.length] = store.uri();
    call[words.length + 1] = words[words.length - 1];
    return new Shell(Map.of(), shell.input(), shell.terminals()).run(call);
  }

  /** The file there is as large, and was written after the version. */
  @Test
  void aStoreThatGotALaterContentGetsTheEarlierOne() {
    Shell shell = store.shell();
    String copy = Shell.uri(target);
    sync(shell, copy);
    assertThat(sync(shell, "--at", then, copy).out()).contains("copied 2 files");
    assertThat(target.resolve("d/a b")).hasContent("one");
    assertThat(sync(shell, "--at", then, copy).out()).contains("copied 0 files");
  }

  @Test
  void aPlainDirectoryHasNoPast() {
    Shell shell = new Shell(Map.of(), new byte[0], Terminals.NONE);
    Shell.Result result = shell.run("sync", "--at", "1h ago", root.toString(), target.toString());
    assertThat(result.code()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("a plain directory has no versions");
  }

  @Test
  void aTimeThatIsNoneIsAnsweredWithTheForms() {
    Shell.Result result = store.run("ls", "--at", "soon");
    assertThat(result.code()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("no time: 'soon' (write 30 minutes ago, 2h ago, yesterday");
    assertThat(store.run("ls", "--at", "9999-01-01").err()).contains("is in the future");
  }

  @Test
  void whatHistoryHoldsIsCountedBesideTheFiles() {
    store.write("e", "1", "22");
    assertThat(store.run("du", "--versions").lines())
        .containsExactly(
            "              6          2               7          2  d/",
            "              2          1               1          1  e",
            "              8          3               8          3  total");
    assertThat(store.run("du", "--versions", "--json", "d").lines())
        .containsExactly(
            "{\"path\":\"d/a b\",\"directory\":false,\"size\":3,\"files\":1,\"versionSize\":3,"
                + "\"versions\":1}",
            "{\"path\":\"d/gone.txt\",\"directory\":false,\"size\":0,\"files\":0,"
                + "\"versionSize\":4,\"versions\":1}",
            "{\"path\":\"d/new\",\"directory\":false,\"size\":3,\"files\":1,\"versionSize\":0,"
                + "\"versions\":0}",
            "{\"path\":\"d/\",\"directory\":true,\"size\":6,\"files\":2,\"versionSize\":7,"
                + "\"versions\":2,\"total\":true}");
    assertThat(store.run("du", "--versions", "--exclude", "*.txt", "--at", then).code())
        .isEqualTo(ExitCode.USAGE);
    assertThat(store.run("du", "--versions", "none").code())
        .isEqualTo(ExitCode.DIRECTORY_NOT_FOUND);
  }
}
