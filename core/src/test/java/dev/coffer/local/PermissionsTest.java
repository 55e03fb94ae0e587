package dev.coffer.local;

import static dev.coffer.local.OtherUser.give;
import static dev.coffer.local.OtherUser.permit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.WriteOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user who may not do everything is told. Runs as root, who becomes that user. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PermissionsTest {
  private static final String DENIED = "PermissionDeniedException";

  private final StoreProcess store;
  private final Path directory;
  private int count;
  private Path root;

  PermissionsTest(@TempDir Path directory) throws IOException {
    this.directory = permit(directory, "rwxr-xr-x");
    this.root = directory;
    this.store = OtherUser.in(directory).store();
  }

  @AfterAll
  void stop() {
    store.close();
  }

  /** A root of the user's own with one file in a directory. */
  @BeforeEach
  void makeRoot() throws Exception {
    root = Files.createDirectory(directory.resolve("root" + ++count));
    give(root);
    store.ok("open", root, "FULL");
    store.ok("write", "d/a", "text");
    store.ok("write", "free", "text");
  }

  private void assertDenied(Object... command) throws InterruptedException {
    StoreProcess.Answer answer = store.call(command);
    assertThat(answer.kind()).as("%s: %s", List.of(command), answer).isEqualTo(DENIED);
    assertThat(answer.text()).contains("user").contains(directory.toString());
  }

  @Test
  void anUnreadableFileIsDeniedAndStillListed() throws Exception {
    permit(root.resolve("d/a"), "---------");

    assertDenied("read", "d/a");
    assertDenied("copy", "d/a", "copy");

    assertThat(store.ok("list", "d")).isEqualTo("[d/a]");
    assertThat(store.ok("stat", "d/a")).isEqualTo("true");
    assertThat(store.ok("walk", "")).isEqualTo("[d/a, free]");
    store.ok("write", "d/a", "may be replaced");
    assertDenied("read", "d/a");
    permit(root.resolve("d/a"), "r--------");
    assertThat(store.ok("read", "d/a")).isEqualTo("may be replaced");
  }

  @ParameterizedTest
  @CsvSource({
    "rw-rw-r--, rw-r--r--",
    "rw-r--r--, rw-r--r--",
    "rw-rw----, rw-------",
    "rw----r--, rw-------",
    "rwxr-xr-x, rwxr-xr-x"
  })
  void aFileWhoseGroupCannotBeKeptOpensToNobodyElse(String before, String after) throws Exception {
    Path others = Files.writeString(root.resolve("d/others"), "text");
    permit(others, before);
    store.ok("write", "d/others", "new");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(others)))
        .isEqualTo(after);
    for (String attribute : new String[] {"unix:uid", "unix:gid"}) {
      assertThat(Files.getAttribute(others, attribute))
          .isEqualTo(Files.getAttribute(root.resolve("free"), attribute));
    }
  }

  @Test
  void aRootBelowADirectoryThatMayNotBeReadIsWritten() throws Exception {
    Path closed = permit(Files.createDirectory(directory.resolve("unreadable")), "rwx--x--x");
    Path below = Files.createDirectory(closed.resolve("root"));
    give(below);
    store.ok("open", below, "FULL");
    store.ok("write", "d/a", "text");
    assertThat(store.ok("read", "d/a")).isEqualTo("text");
  }

  @Test
  void aRootThatMayNotBeWrittenIsNamedAndNotAnAreaThatIsNotThere() throws Exception {
    Path closed = permit(Files.createDirectory(directory.resolve("unwritable")), "r-xr-xr-x");
    store.ok("open", closed, "FULL");
    assertThat(store.call("write", "a", "text").text())
        .contains("may not write in the directory " + closed)
        .doesNotContain(".coffer");
  }

  @Test
  void aDirectoryThatMayNotBeDeletedIsDeniedWhenAllInItIsGone() throws Exception {
    store.ok("write", "d/e/a", "text");
    permit(root.resolve("d"), "r-x------");
    assertDenied("deleteDirectory", "d/e");
    assertThat(store.ok("list", "d")).isEqualTo("[d/a, d/e/]");
  }

  @Test
  void anUnreadableDirectoryIsDeniedAndNeverEmpty() throws Exception {
    permit(root.resolve("d"), "---------");
    store.ok("open", root, "FULL");

    assertDenied("list", "d");
    assertDenied("walk", "d");
    assertDenied("walk", "");
    assertDenied("read", "d/a");
    assertDenied("stat", "d/a");
    assertDenied("write", "d/a", "new");
    assertDenied("write", "d/new", "new");
    assertDenied("write", "d/e/new", "new");
    assertDenied("deleteFile", "d/a");
    assertDenied("delete", "d");
    assertDenied("delete", "d/a");
    assertDenied("deleteDirectory", "d");
    assertDenied("move", "d/a", "moved");
    assertDenied("move", "free", "d/free");
    assertDenied("copy", "free", "d/free");
    assertDenied("clear");

    permit(root.resolve("d"), "rwx------");
    assertThat(store.ok("read", "d/a")).isEqualTo("text");
    assertThat(PrivateArea.staged(root)).isEmpty();
  }

  @Test
  void aDirectoryThatMayBeListedButNotEnteredIsDenied() throws Exception {
    permit(root.resolve("d"), "r--------");
    store.ok("open", root, "FULL");

    assertDenied("list", "d");
    assertDenied("read", "d/a");
    assertDenied("stat", "d/a");
    assertDenied("walk", "");
  }

  @Test
  void aReadOnlyDirectoryIsReadAndDeniesEveryChange() throws Exception {
    permit(root.resolve("d"), "r-x------");

    assertThat(store.ok("read", "d/a")).isEqualTo("text");
    assertThat(store.ok("list", "d")).isEqualTo("[d/a]");
    assertDenied("write", "d/a", "new");
    assertDenied("write", "d/b", "new");
    assertDenied("write", "d/e/f/b", "new");
    assertDenied("deleteFile", "d/a");
    assertDenied("delete", "d");
    assertDenied("move", "d/a", "x/y/moved");
    assertDenied("move", "free", "d/moved");
    assertDenied("copy", "free", "d/copy");

    assertThat(store.ok("walk", "")).isEqualTo("[d/a, free]");
    assertThat(store.ok("list", "")).isEqualTo("[d/, free]");
    assertThat(store.ok("read", "d/a")).isEqualTo("text");
    assertThat(PrivateArea.staged(root)).isEmpty();
  }

  @Test
  void aReadOnlyRootOfAnotherUserIsReadAndDeniesEveryChange() throws Exception {
    Path others = Files.createDirectory(directory.resolve("others"));
    Path file = Files.createDirectories(others.resolve("d")).resolve("a");
    Files.writeString(file, "text");
    permit(others, "rwxr-xr-x");
    permit(others.resolve("d"), "rwxr-xr-x");
    permit(file, "rw-r--r--");

    assertReadOnly(others);
    assertThat(others.resolve(".coffer")).doesNotExist();
  }

  private void assertReadOnly(Path readOnly) throws InterruptedException {
    store.ok("open", readOnly, "FULL");
    assertThat(store.ok("read", "d/a")).isEqualTo("text");
    assertThat(store.ok("stat", "d/a")).isEqualTo("true");
    assertThat(store.ok("list", "")).isEqualTo("[d/]");
    assertThat(store.ok("walk", "")).isEqualTo("[d/a]");
    assertDenied("write", "d/a", "new");
    assertDenied("write", "new", "new");
    assertDenied("deleteFile", "d/a");
    assertDenied("delete", "d");
    assertDenied("clear");
    assertDenied("move", "d/a", "moved");
    assertDenied("copy", "d/a", "copied");
    assertThat(store.ok("walk", "")).isEqualTo("[d/a]");
    store.ok("close");
  }

  @Test
  void aStoreOfAnotherUserIsReadThoughItsPrivateDirectoryIsClosed() throws Exception {
    Path others = Files.createDirectory(directory.resolve("store of another"));
    try (LocalFileStore made = new LocalFileStore(others)) {
      made.write("d/a", "text".getBytes(StandardCharsets.UTF_8), WriteOptions.DEFAULTS);
    }
    permit(others, "rwxr-xr-x");
    permit(others.resolve("d"), "rwxr-xr-x");
    permit(others.resolve("d/a"), "rw-r--r--");
    // a time of whole microseconds, as files have that may have metadata
    Files.setLastModifiedTime(others.resolve("d/a"), FileTime.from(Instant.ofEpochSecond(7)));

    assertReadOnly(others);
  }

  @Test
  void aRootThatMayNotBeMadeIsDenied() throws Exception {
    Path closed = permit(Files.createDirectory(directory.resolve("closed")), "rwx------");
    Path readOnly = permit(Files.createDirectory(directory.resolve("read only")), "rwxr-xr-x");

    assertDenied("open", closed.resolve("root"), "FULL");
    assertDenied("open", closed.resolve("deep/root"), "FULL");
    assertDenied("open", closed, "FULL");
    store.ok("open", readOnly.resolve("deep/root"), "FULL");
    assertThat(store.ok("list", "")).isEqualTo("[]");
    assertDenied("write", "a", "text");
    assertThat(readOnly).isEmptyDirectory();
    assertThat(closed).isEmptyDirectory();
  }

  @Test
  void aPrivateDirectoryThatMayNotBeWrittenMakesTheStoreReadOnly() throws Exception {
    store.ok("delete", "free");
    store.ok("close");
    permit(root.resolve(".coffer/locks"), "r--------");
    permit(root.resolve(".coffer/staging"), "r-x------");
    assertReadOnly(root);

    permit(root.resolve(".coffer"), "---------");
    assertReadOnly(root);

    permit(root.resolve(".coffer"), "rwx------");
    permit(root.resolve(".coffer/locks"), "rw-------");
    permit(root.resolve(".coffer/staging"), "rwx------");
    store.ok("open", root, "FULL");
    store.ok("write", "d/a", "newer");
    assertThat(store.ok("read", "d/a")).isEqualTo("newer");
  }

  @Test
  void openingARootAgainAndAgainLeavesNoFilesOpen() throws Exception {
    for (String permissions : List.of("rwx------", "r-x------", "---------")) {
      permit(root.resolve(".coffer/staging"), permissions);
      store.ok("open", root, "FULL");
      store.ok("close");
      int before = Integer.parseInt(store.ok("openFiles"));
      for (int i = 0; i < 10; i++) {
        store.ok("open", root, "FULL");
        store.ok("read", "d/a");
        store.ok("close");
      }
      // The JVM may open a file of its own meanwhile.
      assertThat(Integer.parseInt(store.ok("openFiles"))).isLessThan(before + 10);
    }
    permit(root.resolve(".coffer/staging"), "rwx------");
  }

  @Test
  void stagingThatMayNoLongerBeWrittenIsDenied() throws Exception {
    Path staging = PrivateArea.ownStaging(root);
    permit(staging, "r-x------");

    assertDenied("write", "d/a", "new");

    assertThat(store.ok("read", "d/a")).isEqualTo("text");
    permit(staging, "rwx------");
    store.ok("write", "d/a", "new");
  }
}
