package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Content;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.ForwardingFileStore;
import dev.coffer.WriteOptions;
import dev.coffer.memory.InMemoryFileStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Local files that change while they are stored, or do not tell their size. */
class FileUploadTest {
  private static final FilePath TARGET = FilePath.of("f");

  @TempDir private Path directory;
  private Path file = Path.of(".");

  @BeforeEach
  void aFile() throws IOException {
    file = Files.writeString(directory.resolve("file"), "0123456789");
  }

  /** Makes the local file longer or shorter just before it is read, so many times. */
  private final class RestlessFileStore extends ForwardingFileStore {
    private final boolean grows;
    private int changes;

    RestlessFileStore(int changes, boolean grows) {
      super(new InMemoryFileStore());
      this.changes = changes;
      this.grows = grows;
    }

    @Override
    public FileInfo write(FilePath path, Content content, WriteOptions options) {
      if (changes-- > 0) {
        change();
      }
      return super.write(path, content, options);
    }

    private void change() {
      try {
        if (grows) {
          Files.writeString(file, "+", StandardOpenOption.APPEND);
        } else {
          Files.writeString(file, Files.readString(file).substring(1));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private FileInfo upload(ForwardingFileStore store, Path source) {
    return new FileUpload(store, TARGET, WriteOptions.DEFAULTS, Progress.none()).of(source);
  }

  @Test
  void aFileThatGrowsIsReadAgain() {
    RestlessFileStore store = new RestlessFileStore(2, true);
    assertThat(upload(store, file).size()).isEqualTo(12);
    assertThat(store.readString("f")).isEqualTo("0123456789++");
  }

  @Test
  void aFileThatShrinksIsReadAgain() {
    RestlessFileStore store = new RestlessFileStore(1, false);
    assertThat(upload(store, file).size()).isEqualTo(9);
    assertThat(store.readString("f")).isEqualTo("123456789");
  }

  @Test
  void aFileThatNeverRestsIsAnErrorAndStoresNothing() {
    RestlessFileStore store = new RestlessFileStore(100, true);
    assertThatThrownBy(() -> upload(store, file))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("it changed 3 times while it was read");
    assertThat(store.list("")).isEmpty();
  }

  @Test
  void anEmptyFileIsStored() throws IOException {
    Files.writeString(file, "");
    assertThat(upload(new RestlessFileStore(0, true), file).size()).isZero();
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux has /proc and /sys")
  void aFileThatTellsAnotherSizeThanItHasIsReadToItsEnd() throws IOException {
    for (String name :
        new String[] {"/proc/version", "/sys/kernel/mm/transparent_hugepage/enabled"}) {
      Path source = Path.of(name);
      if (Files.exists(source)) {
        RestlessFileStore store = new RestlessFileStore(0, true);
        upload(store, source);
        assertThat(store.readString("f")).isEqualTo(Files.readString(source)).isNotEmpty();
      }
    }
  }
}
