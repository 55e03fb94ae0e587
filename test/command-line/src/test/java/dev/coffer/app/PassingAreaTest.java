package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a sync leaves of the area that it needs in a plain directory. */
@Tag("one-jdk")
class PassingAreaTest {
  @TempDir private Path directory;
  private Path from = Path.of(".");
  private Path to = Path.of(".");
  private Path area = Path.of(".");

  @BeforeEach
  void aSourceAndAnEmptyDirectory() throws IOException {
    from = Files.createDirectory(directory.resolve("from"));
    Files.writeString(from.resolve("a"), "a");
    to = Files.createDirectory(directory.resolve("to"));
    area = to.resolve(".coffer");
  }

  private Shell.Result sync(String... options) {
    String[] call = {"sync", from.toString(), to.toString()};
    Map<String, String> env = Map.of("COFFER_DURABILITY", "none");
    return new Shell(env, new byte[0], Terminals.NONE)
        .run(options.length == 0 ? call : new String[] {call[0], options[0], call[1], call[2]});
  }

  private void assertCopied(Shell.Result result) {
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    assertThat(to.resolve("a")).hasContent("a");
  }

  @Test
  void theLastOfTwoTakesTheAreaAway() throws Exception {
    Process other = AreaHolder.start(to);
    try {
      assertCopied(sync());
      assertThat(area).as("another uses it").isDirectory();
    } finally {
      AreaHolder.end(other);
    }
    assertThat(area).doesNotExist();
  }

  @Test
  void theOneWhoMadeTheAreaLeavesItToTheOther() throws Exception {
    Process maker = AreaHolder.start(to);
    PassingArea joined;
    try {
      joined = PassingArea.of(to);
    } finally {
      AreaHolder.end(maker);
    }
    assertThat(area).isDirectory();
    joined.leave();
    assertThat(area).doesNotExist();
  }

  @Test
  void theAreaOfASyncThatWasKilledGoesWithTheNext() throws Exception {
    Process killed = AreaHolder.start(to);
    killed.destroyForcibly().waitFor();
    assertThat(area).isDirectory();
    assertCopied(sync());
    assertThat(area).doesNotExist();
  }

  @Test
  void anAreaInWhichAStoreStagesAFileStays() throws IOException {
    PassingArea passing = PassingArea.of(to);
    Path staged = Files.createDirectories(area.resolve("staging/other"));
    Path locks = Files.createFile(area.resolve("locks"));
    passing.leave();
    assertThat(staged).isDirectory();
    assertThat(locks).exists();
  }

  @Test
  void anAreaInWhichAStoreKeepsMetadataIsAStoresFromThenOn() throws IOException {
    PassingArea passing = PassingArea.of(to);
    Files.createFile(area.resolve("locks"));
    Files.createDirectories(area.resolve("metadata"));
    passing.leave();
    PassingArea.of(to).leave();
    assertThat(area)
        .isDirectoryContaining("glob:**/locks")
        .isDirectoryContaining("glob:**/metadata");
    assertThat(area.resolve("passing")).doesNotExist();
  }

  @Test
  void anInterruptWaitsUntilTheAreaIsGone() {
    PassingArea passing = PassingArea.of(to);
    Thread.currentThread().interrupt();
    passing.leave();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(area).doesNotExist();
  }

  @Test
  void aLinkWithTheNameOfTheAreaStaysWhereverItLeads() throws IOException {
    for (String target :
        new String[] {"nowhere", Files.createDirectory(directory.resolve("x")).toString()}) {
      Files.createSymbolicLink(area, Path.of(target));
      assertThat(sync().err()).contains(".coffer is not a directory");
      assertThat(Files.readSymbolicLink(area)).hasToString(target);
      Files.delete(area);
    }
    assertThat(directory.resolve("x")).isEmptyDirectory();
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "not every system has handles of directories")
  void nothingIsDeletedWhereALinkLeadsThatHasTakenThePlaceOfTheArea() throws IOException {
    PassingArea passing = PassingArea.of(to);
    Path victim = Files.createDirectory(directory.resolve("victim"));
    for (String name : new String[] {"locks", "staging", "passing"}) {
      Files.createFile(victim.resolve(name));
    }
    Path away = Files.move(area, directory.resolve("away"));
    Files.createSymbolicLink(area, victim);
    passing.leave();
    assertThat(victim.toFile().list()).hasSize(3);
    assertThat(victim.resolve("passing")).isEmptyFile();
    assertThat(away).isEmptyDirectory();
    assertThat(area).isSymbolicLink();
  }

  @Test
  void aPipeInThePlaceOfTheMarkKeepsNobodyWaiting() throws Exception {
    Path pipe = Files.createDirectory(area).resolve("passing");
    assumeThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    PassingArea.of(to).leave();
    assertThat(pipe).exists();
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "only there can root give a file away")
  void theMarkThatRootMakesIsTheOwnersOfTheDirectory() throws IOException {
    assumeThat(Files.getAttribute(to, "unix:uid")).as("only root gives files away").isEqualTo(0);
    Files.setAttribute(to, "unix:uid", 12345);
    PassingArea passing = PassingArea.of(to);
    assertThat(Files.getAttribute(area.resolve("passing"), "unix:uid")).isEqualTo(12345);
    passing.leave();
  }

  @Test
  void aDryRunMakesNothing() throws IOException {
    Files.delete(to);
    assertThat(sync("--dry-run").code()).isZero();
    assertThat(to).doesNotExist();
  }

  @Test
  void aMissingDirectoryIsMadeForItsUserAlone() throws IOException {
    assumeThat(Files.getFileStore(to).supportsFileAttributeView("posix")).isTrue();
    Files.delete(to);
    assertCopied(sync());
    assertThat(Files.getAttribute(to, "posix:permissions", LinkOption.NOFOLLOW_LINKS))
        .hasToString(Files.getPosixFilePermissions(directory).toString());
  }

  @Test
  void aDirectoryThatMayNotBeWrittenIsNamed() throws Exception {
    Program program = Program.ofClasses(directory).under(Unprivileged.command());
    Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("r-xr-xr-x"));
    Shell.Result result = program.run("sync", from.toString(), to.toString());
    assertThat(result.err())
        .contains("may not write in the directory " + to + "; give it that right")
        .doesNotContain(".coffer");
    assertThat(result.code()).isEqualTo(6);
  }

  @Test
  void aDirectoryThatMayNotBeWrittenAndLacksNothingIsNoFailure() throws Exception {
    assertCopied(sync());
    Program program = Program.ofClasses(directory).under(Unprivileged.command());
    Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("r-xr-xr-x"));
    assertCopied(program.run("sync", from.toString(), to.toString()));
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "a small disk is mounted as Linux does")
  void onAFullDiskTheAreaGoesToo() throws Exception {
    String[] mount = {"mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", to.toString()};
    assumeThat(new ProcessBuilder(mount).start().waitFor()).as("only root may mount").isZero();
    try {
      assertThatThrownBy(() -> Files.write(to.resolve("filler"), new byte[1 << 20]))
          .isInstanceOf(IOException.class);
      assertThat(sync().code()).isEqualTo(ExitCode.NOT_RETRYABLE);
      assertThat(area).doesNotExist();
    } finally {
      assertThat(new ProcessBuilder("umount", to.toString()).start().waitFor()).isZero();
    }
  }
}
