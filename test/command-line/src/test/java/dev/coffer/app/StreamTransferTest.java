package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.CorruptFileException;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.memory.InMemoryFileStore;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamTransferTest {
  private static final FilePath FILE = FilePath.of("f");

  /** A file that another program cuts off after it was opened. */
  private static FileStore cut() {
    FileStore store = new InMemoryFileStore();
    store.write("f", "0123456789");
    return new ForwardingFileStore(store) {
      @Override
      public OpenedFile read(FilePath path, ReadOptions options) {
        byte[] rest = "0123".getBytes(StandardCharsets.UTF_8);
        return new OpenedFile(super.read(path, options).info(), new ByteArrayInputStream(rest));
      }
    };
  }

  @Test
  void aFileThatIsCutOffWhileItIsReadIsAnErrorAndLeavesTheTarget(@TempDir Path directory)
      throws Exception {
    Path target = Files.writeString(directory.resolve("t"), "old");
    assertThatThrownBy(() -> new FileDownload(cut(), FILE, Progress.none()).to(target))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("it ended after 4 of 10 bytes");
    assertThat(target).hasContent("old");
  }
}
