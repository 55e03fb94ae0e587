package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("one-jdk")
class CheckTest {
  @TempDir private Path directory;

  @BeforeEach
  void twoSides() throws IOException {
    for (String name :
        new String[] {"a/same", "a/d/other", "a/left", "b/same", "b/d/other", "b/right"}) {
      Path file = directory.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, name.endsWith("other") ? name : "12345");
    }
  }

  private Shell.Result check(String... words) {
    String[] call = new String[words.length + 1];
    call[0] = "check";
    for (int i = 0; i < words.length; i++) {
      call[i + 1] = words[i].replace("@", directory + "/");
    }
    return new Shell(Map.of(), new byte[0], Terminals.NONE).run(call);
  }

  @ParameterizedTest
  @CsvSource({"@a,@b", "file:@a,@b", "@a,file:@b", "file:@a,file:@b"})
  void eachDifferenceIsALineAndTheExitCodeIsOne(String one, String other) {
    Shell.Result result = check(one, other, "--checksum");
    assertThat(result.code()).isEqualTo(ExitCode.OTHER);
    assertThat(result.lines())
        .containsExactlyInAnyOrder("differs: d/other", "only in A: left", "only in B: right");
    assertThat(result.err())
        .isEqualTo("coffer: check: 1 same, 1 different, 1 only in A, 1 only in B\n");
    assertThat(directory.resolve("a/.coffer")).doesNotExist();
    assertThat(directory.resolve("b/.coffer")).doesNotExist();
  }

  @Test
  void whatIsTheSameIsZero() {
    Shell.Result result = check("@a", "file:@a");
    assertThat(result.code()).isZero();
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).isEmpty();
  }

  @Test
  void aTerminalShowsTheCounts() {
    Shell shell = new Shell(Map.of(), new byte[0], Terminals.NONE).onTerminal();
    String side = directory.resolve("a").toString();
    assertThat(shell.run("check", side, side).err()).contains("check: 3 same, 0 different");
  }

  @Test
  void jsonNamesPathAndDifference() {
    assertThat(check("@a", "@b", "--json", "--exclude", "right", "--exclude", "d/").lines())
        .containsExactly("{\"path\":\"left\",\"difference\":\"only-in-a\"}");
  }

  @Test
  void timesSayThatNothingChangedUnlessBytesAreAskedFor() throws IOException {
    FileTime time = FileTime.from(Instant.EPOCH);
    Files.setLastModifiedTime(directory.resolve("a/d/other"), time);
    Files.setLastModifiedTime(directory.resolve("b/d/other"), time);
    assertThat(check("@a", "@b", "--include", "other").code()).isZero();
    assertThat(check("@a", "@b", "--include", "other", "--checksum").code())
        .isEqualTo(ExitCode.OTHER);
  }

  @Test
  void aSideThatIsMissingIsThree() {
    assertThat(check("@a", "@no").code()).isEqualTo(ExitCode.DIRECTORY_NOT_FOUND);
    assertThat(check("file:@no", "@a").code()).isEqualTo(ExitCode.DIRECTORY_NOT_FOUND);
    assertThat(directory.resolve("no")).doesNotExist();
  }

  @Test
  void aFileThatCannotBeComparedIsTheExitCode() {
    Shell.Result result = check("trial:none", "trial:forbidden", "--checksum");
    assertThat(result.code()).isEqualTo(ExitCode.NOT_RETRYABLE);
    assertThat(result.err()).contains("file", "1 not compared");
  }

  @ParameterizedTest
  @CsvSource({"@a,@b", "file:@a,file:@b"})
  void whatIsLeftOutOfEitherSideIsCountedAndNoEquality(String one, String other)
      throws IOException {
    Files.createSymbolicLink(directory.resolve("a/link"), Path.of("same"));
    Files.createFile(directory.resolve("b/back\\slash"));
    Shell.Result result = check(one, other, "--include", "link", "--include", "back*");
    assertThat(result.code()).isEqualTo(ExitCode.OTHER);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .contains("A: left out, it is a link: link", "B: left out, no store can have this name: ")
        .endsWith("check: 0 same, 0 different, 0 only in A, 0 only in B, 2 left out\n");
    String[] same = {one, other, "--exclude", "link", "--exclude", "back*", "--exclude", "[dlr]*"};
    assertThat(check(same).code()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"a,@a,@b", "b,@a,@b", "a,file:@a,file:@b", "b,file:@a,file:@b"})
  void whatIsBelowADirectoryThatCannotBeReadIsNotMissing(String side, String one, String other)
      throws Exception {
    List<String> unprivileged = Unprivileged.command();
    Path unreadable = directory.resolve(side + "/d");
    Files.setPosixFilePermissions(unreadable, PosixFilePermissions.fromString("-wx------"));
    try {
      Shell.Result result =
          Program.ofClasses(directory)
              .under(unprivileged)
              .run("check", one.replace("@", ""), other.replace("@", ""));
      assertThat(result.lines()).containsExactlyInAnyOrder("only in A: left", "only in B: right");
      assertThat(result.err())
          .contains("d", "access denied", "1 same, 0 different, 1 only in A, 1 only in B, 1 not");
      assertThat(result.code()).isEqualTo(ExitCode.NOT_RETRYABLE);
    } finally {
      Files.setPosixFilePermissions(unreadable, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void aReaderThatGoesAwayEndsItQuietly() throws Exception {
    String name = "f".repeat(240); // together more than a pipe and a reader hold
    for (int i = 0; i < 500; i++) {
      Files.writeString(directory.resolve("a/" + name + i), "a");
      Files.writeString(directory.resolve("b/" + name + i), "b");
    }
    Process process = Program.ofClasses(directory).start("check", "--checksum", "a", "b");
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(lines.readLine()).isNotEmpty();
    }
    assertThat(Program.text(process.getErrorStream())).isEmpty();
    assertThat(process.waitFor()).isEqualTo(ExitCode.BROKEN_PIPE);
  }
}
