package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A sync with deletions whose source cannot be looked at everywhere keeps the copies. */
@Tag("one-jdk")
@EnabledOnOs(value = OS.LINUX, disabledReason = "setpriv and strace are programs of Linux")
class UnreadableSourceTest {
  private static final String FILES = "copied 0 files, 0 bytes; skipped ";

  @TempDir private Path directory;
  private Path source = Path.of(".");
  private Path copy = Path.of(".");

  @BeforeEach
  void aSourceAndItsCopyWithOneMore() throws IOException {
    source = tree("src");
    copy = tree("copy");
    Files.writeString(copy.resolve("over"), "");
    for (String name : new String[] {"d/a.txt", "d/sub/c", "e"}) {
      Files.setLastModifiedTime(
          copy.resolve(name), Files.getLastModifiedTime(source.resolve(name)));
    }
  }

  private Path tree(String name) throws IOException {
    Path root = directory.resolve(name);
    Files.createDirectories(root.resolve("d/sub"));
    for (String file : new String[] {"d/a.txt", "d/sub/c", "e"}) {
      Files.writeString(root.resolve(file), file);
    }
    return root;
  }

  private Shell.Result sync(List<String> under) throws IOException, InterruptedException {
    return Program.ofClasses(directory).under(under).run("sync", "--delete", "src", "copy");
  }

  private static void assertToldAndClosing(Shell.Result result, String closing, String... told) {
    assertThat(result.err()).contains(told);
    assertThat(result.lines().get(result.lines().size() - 1)).isEqualTo(FILES + closing);
    assertThat(result.code()).isEqualTo(6);
  }

  private void assertOnlyTheOneMoreIsGone() {
    assertThat(copy.resolve("over")).doesNotExist();
    for (String name : new String[] {"d/a.txt", "d/sub/c", "e"}) {
      assertThat(copy.resolve(name)).hasContent(name);
    }
  }

  @Test
  void ofADirectoryThatCannotBeSearchedAllCopiesAreKept() throws Exception {
    permit("rw-r--r--");
    try {
      assertToldAndClosing(
          sync(Unprivileged.command()),
          "1, deleted 1, failed 2, kept 2",
          "read d/a.txt on src: access denied",
          "read d/sub on src: access denied",
          "sync: 2 files failed; kept 2 files of DST where SRC could not be looked at");
    } finally {
      permit("rwxr-xr-x");
    }
    assertOnlyTheOneMoreIsGone();
  }

  @Test
  void ofADirectoryThatCannotBeReadAllCopiesAreKept() throws Exception {
    permit("-wx--x--x");
    try {
      assertToldAndClosing(
          sync(Unprivileged.command()),
          "1, deleted 1, failed 1, kept 2",
          "read d/ on src: access denied");
    } finally {
      permit("rwxr-xr-x");
    }
    assertOnlyTheOneMoreIsGone();
  }

  @Test
  void aDirectoryOfAStoreThatCannotBeReadIsAFailureAndHoldsUpNothingElse() throws Exception {
    Files.writeString(source.resolve("z"), "new");
    permit("-wx--x--x");
    try {
      Shell.Result result =
          Program.ofClasses(directory)
              .under(Unprivileged.command())
              .run("sync", "--delete", "file:src", "copy");
      assertThat(result.out()).contains("copied 1 file", "deleted 1, failed 1, kept 2");
      assertThat(result.err()).contains("list d on ", "access denied");
      assertThat(result.code()).isEqualTo(6);
    } finally {
      permit("rwxr-xr-x");
    }
    assertThat(copy.resolve("z")).hasContent("new");
    assertOnlyTheOneMoreIsGone();
  }

  /** The directory {@code d/} has its turn behind {@code d-x}. */
  @ParameterizedTest
  @ValueSource(strings = {"src", "file:src"})
  void aFileInThePlaceOfADirectoryThatCannotBeReadIsKept(String from) throws Exception {
    Files.writeString(source.resolve("d-x"), "");
    for (String name : new String[] {"d/a.txt", "d/sub/c", "d/sub", "d"}) {
      Files.delete(copy.resolve(name));
    }
    Files.writeString(copy.resolve("d"), "kept");
    permit("-wx--x--x");
    try {
      Shell.Result result =
          Program.ofClasses(directory)
              .under(Unprivileged.command())
              .run("sync", "--delete", from, "copy");
      assertThat(result.out()).contains("deleted 1, failed 1, kept 1");
      assertThat(result.code()).isEqualTo(6);
    } finally {
      permit("rwxr-xr-x");
    }
    assertThat(copy.resolve("d")).hasContent("kept");
  }

  /** Also if the target would be a store with an outbox, which is made when it is opened. */
  @ParameterizedTest
  @CsvSource({
    "sync, src, new",
    "sync, file:src, new",
    "sync, src, file:new?outbox=durable",
    "put -r, src, x",
    "check, src, copy",
    "check, copy, src",
    "check, copy, file:src"
  })
  void nothingIsMadeForASourceThatCannotBeListedAndTheErrorNamesIt(
      String verb, String from, String to) throws Exception {
    Set<PosixFilePermission> before = Files.getPosixFilePermissions(source);
    Files.setPosixFilePermissions(source, PosixFilePermissions.fromString("--x--x--x"));
    try {
      Shell.Result result =
          Program.ofClasses(directory)
              .with("COFFER_STORE", "file:new?outbox=durable")
              .under(Unprivileged.command())
              .run((verb + " " + from + " " + to).split(" "));
      assertThat(result.err())
          .containsPattern("^coffer: (read|open) on [^ ]*src: access denied[^\n]*\n$");
      assertThat(result.out()).isEmpty();
      assertThat(result.code()).isEqualTo(6);
      assertThat(directory.resolve("new")).doesNotExist();
    } finally {
      Files.setPosixFilePermissions(source, before);
    }
  }

  private void permit(String permissions) throws IOException {
    Files.setPosixFilePermissions(
        source.resolve("d"), PosixFilePermissions.fromString(permissions));
  }

  @Test
  void ofAFileThatTheDiskCannotReadTheCopyIsKept() throws Exception {
    Strace.require();
    assertToldAndClosing(
        sync(Strace.inject("%%stat:error=EIO", Path.of("src/d/a.txt"))),
        "2, deleted 1, failed 1, kept 1",
        "read d/a.txt on src: storage failure");
    assertOnlyTheOneMoreIsGone();
  }

  @Test
  void ofAFileThatTheDiskCannotReadWhileItIsComparedTheErrorNamesTheFile() throws Exception {
    Strace.require();
    Shell.Result result =
        Program.ofClasses(directory)
            .under(Strace.inject("read,pread64:error=EIO", Path.of("src/e")))
            .run("sync", "--checksum", "src", "copy");
    assertThat(result.err()).contains("read e on src: storage failure (Input/output error)");
    assertThat(result.code()).isEqualTo(6);
  }

  /** The first look is that of the deletion, and later ones work. */
  @ParameterizedTest
  @ValueSource(strings = {"src/d", "src/d/sub", "src/e"})
  void aLookThatFailsOnceDeletesNothingThere(String path) throws Exception {
    Strace.require();
    Shell.Result result = sync(Strace.inject("%%stat:error=EIO:when=2", Path.of(path)));
    assertThat(result.out()).contains("deleted 1, failed ", ", kept ");
    assertThat(result.err()).contains(" on src: storage failure", "; kept ");
    assertThat(result.code()).isEqualTo(6);
    assertOnlyTheOneMoreIsGone();
  }
}
