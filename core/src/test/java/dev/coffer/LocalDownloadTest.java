package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.memory.InMemoryFileStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalDownloadTest {
  private final FileStore store = new InMemoryFileStore();

  @TempDir Path directory = Path.of("");
  private Path file = Path.of("");

  @BeforeEach
  void writeFile() {
    store.write("a/new", "new");
    file = directory.resolve("na\u00efve name \ud83d\ude80");
  }

  private void assertThatNothingElseIsThere() throws IOException {
    try (Stream<Path> names = Files.list(directory)) {
      assertThat(names).containsExactly(file);
    }
  }

  @Test
  void aFileIsCreated() throws IOException {
    FileInfo info = store.download("a/new", file);
    assertThat(info).isEqualTo(store.stat("a/new").orElseThrow());
    assertThat(file).hasContent("new");
    assertThatNothingElseIsThere();
  }

  @Test
  void aFileThatIsReplacedKeepsItsPermissions() throws IOException {
    Files.writeString(file, "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    store.download("a/new", file);
    assertThat(file).hasContent("new");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
  }

  @Test
  void aLinkStaysAndWhatItLeadsToIsReplaced() throws IOException {
    Path target = Files.writeString(directory.resolve("target"), "old");
    Files.createSymbolicLink(file, target);
    store.download("a/new", file);
    assertThat(file).isSymbolicLink();
    assertThat(target).hasContent("new");
  }

  @Test
  void aLinkThatTakesThePlaceOfTheNewFileIsNotFollowed() throws IOException {
    Path victim = Files.writeString(directory.resolve("victim"), "precious");
    FileStore slow =
        new ForwardingFileStore(store) {
          @Override
          public OpenedFile read(FilePath path, ReadOptions options) {
            linkAll(".coffer-download-*", victim);
            return super.read(path, options);
          }
        };
    slow.download("a/new", file);
    assertThat(victim).hasContent("precious");
  }

  private void linkAll(String names, Path target) {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, names)) {
      for (Path name : found) {
        Files.delete(name);
        Files.createSymbolicLink(name, target);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aReadThatFailsLeavesTheOldFileAlone() throws IOException {
    Files.writeString(file, "old");
    FileStore failing =
        new ForwardingFileStore(store) {
          @Override
          public OpenedFile read(FilePath path, ReadOptions options) {
            return new OpenedFile(super.read(path, options).info(), InputStream.nullInputStream());
          }
        };
    assertThatThrownBy(() -> failing.download("a/new", file))
        .isInstanceOf(CorruptFileException.class);
    assertThatThrownBy(() -> store.download("a/missing", file))
        .isInstanceOf(NotFoundException.class);
    assertThat(file).hasContent("old");
    assertThatNothingElseIsThere();
  }

  @Test
  void aTargetThatCannotBeWrittenIsNamed() throws IOException {
    assertThatThrownBy(() -> store.download("a/new", directory.resolve("missing/file")))
        .isInstanceOf(StorageFailureException.class)
        .hasMessageContaining("missing/file does not exist");
    Files.createDirectories(file.resolve("full"));
    assertThatThrownBy(() -> store.download("a/new", file))
        .isInstanceOf(StorageFailureException.class)
        .hasMessageContaining(file.toString());
    assertThatNothingElseIsThere();
  }

  @Test
  void anInterruptEndsIt() throws IOException {
    Files.writeString(file, "old");
    FileStore interrupting =
        new ForwardingFileStore(store) {
          @Override
          public OpenedFile read(FilePath path, ReadOptions options) {
            Thread.currentThread().interrupt();
            return super.read(path, options);
          }
        };
    assertThatThrownBy(() -> interrupting.download("a/new", file))
        .isInstanceOf(InterruptedOperationException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(file).hasContent("old");
    assertThatNothingElseIsThere();
  }

  @Test
  void aDeviceIsWrittenToAndItsErrorTold() {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "this system has no device that is always full");
    assertThatThrownBy(() -> store.download("a/new", full))
        .isInstanceOf(StorageFullException.class);
    assertThat(full).exists();
  }
}
