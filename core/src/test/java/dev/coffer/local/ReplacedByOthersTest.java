package dev.coffer.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FilePath;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readers while another program, which takes no lock, replaces a file by renames. */
class ReplacedByOthersTest {
  private static final int READS = 20_000;

  @TempDir(factory = FastDirectory.class)
  Path root;

  private final AtomicBoolean over = new AtomicBoolean();

  @Test
  void aFileIsReadWholeInOneVersion() throws Exception {
    try (LocalFileStore store = new LocalFileStore(root, Durability.NONE)) {
      store.write("other", "makes the locks");
      Files.write(root.resolve("f"), new byte[10]);
      Thread program = new Thread(this::replace);
      program.start();
      try {
        for (int i = 0; i < READS; i++) {
          assertThat(read(store)).isIn(10, 5_000);
        }
      } finally {
        over.set(true);
        program.join();
      }
    }
  }

  private static int read(LocalFileStore store) throws IOException {
    try (OpenedFile file = store.read(FilePath.of("f"), ReadOptions.DEFAULTS)) {
      byte[] bytes = file.stream().readAllBytes();
      assertThat(file.info().size()).isEqualTo(bytes.length);
      assertThat(bytes).containsOnly(bytes.length == 10 ? 0 : 1);
      return bytes.length;
    }
  }

  private void replace() {
    byte[] larger = new byte[5_000];
    Arrays.fill(larger, (byte) 1);
    try {
      for (int i = 0; !over.get(); i++) {
        Path next = Files.write(root.resolve("next"), i % 2 == 0 ? larger : new byte[10]);
        Files.move(next, root.resolve("f"), StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
