package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A target with a directory that cannot be read gets all that it can take. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "setpriv is a program of Linux")
class UnreadableTargetTest {
  @TempDir private Path directory;

  @BeforeEach
  void aSourceAndATargetWithALockedDirectory() throws IOException {
    for (String file : new String[] {"src/a", "src/locked/b", "src/z", "dst/locked/b", "dst/old"}) {
      Files.createDirectories(directory.resolve(file).getParent());
      Files.writeString(directory.resolve(file), file);
    }
    permit("---------");
  }

  @AfterEach
  void unlock() throws IOException {
    permit("rwx------");
  }

  private void permit(String permissions) throws IOException {
    Files.setPosixFilePermissions(
        directory.resolve("dst/locked"), PosixFilePermissions.fromString(permissions));
  }

  private Shell.Result run(String... words) throws IOException, InterruptedException {
    return Program.ofClasses(directory).under(Unprivileged.command()).run(words);
  }

  private void assertAllButTheLockedIsThere() throws IOException {
    assertThat(directory.resolve("dst/a")).hasContent("src/a");
    assertThat(directory.resolve("dst/z")).hasContent("src/z");
    unlock();
    assertThat(directory.resolve("dst/locked/b")).hasContent("dst/locked/b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dst", "file:dst"})
  void aSyncNamesTheDirectoryAndCopiesTheRest(String target) throws Exception {
    Shell.Result result = run("sync", "src", target);
    assertThat(result.out())
        .isEqualTo("copied 2 files, 10 bytes; skipped 0, deleted 0, failed 2\n");
    assertThat(result.err()).contains("list locked on ", "write locked/b on ", "access denied");
    assertThat(result.code()).isEqualTo(ExitCode.NOT_RETRYABLE);
    assertAllButTheLockedIsThere();
  }

  @Test
  void aSyncWithDeletionsDeletesWhatItCanSee() throws Exception {
    Shell.Result result = run("sync", "--delete", "src", "dst");
    assertThat(result.out())
        .isEqualTo("copied 2 files, 10 bytes; skipped 0, deleted 1, failed 2\n");
    assertThat(result.err()).containsOnlyOnce("list locked on ");
    assertThat(result.code()).isEqualTo(ExitCode.NOT_RETRYABLE);
    assertThat(directory.resolve("dst/old")).doesNotExist();
    assertAllButTheLockedIsThere();
  }

  @Test
  void aDirectoryIsFetchedIntoTheRest() throws Exception {
    Shell.Result result = run("get", "-r", "", "dst", "--store", "file:src");
    assertThat(result.out()).isEqualTo("copied 2 files, 10 bytes; failed 1\n");
    assertThat(result.err()).contains("write locked/b on ", "access denied");
    assertThat(result.code()).isEqualTo(ExitCode.NOT_RETRYABLE);
    assertAllButTheLockedIsThere();
  }
}
