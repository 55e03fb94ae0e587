package dev.coffer.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.FileStoreException;
import dev.coffer.StorageFailureException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that another program changes in place while they are read. */
class ChangedInPlaceTest {
  private static final int SIZE = 300_000;

  @TempDir Path root;

  private LocalFileStore store;
  private Path file;

  @BeforeEach
  void makeFile() throws IOException {
    store = new LocalFileStore(root, Durability.NONE);
    file = Files.write(root.resolve("a"), new byte[SIZE]);
    Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private InputStream half() throws IOException {
    InputStream stream = store.open("a");
    assertThat(stream.readNBytes(SIZE / 2)).hasSize(SIZE / 2);
    return stream;
  }

  private void truncate(int size) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.setLength(size);
    }
  }

  private static void assertIsChanged(InputStream stream) throws IOException {
    try (stream) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(stream::readAllBytes)
            .isInstanceOf(StorageFailureException.class)
            .hasMessageContaining("another program changed the file in place")
            .satisfies(e -> assertThat(((FileStoreException) e).isRetryable()).isTrue());
      }
    }
  }

  @Test
  void aStreamOfAFileThatIsTruncatedDoesNotEndAsIfItWereWhole() throws IOException {
    InputStream stream = half();
    truncate(SIZE / 2 + 1);
    assertIsChanged(stream);
  }

  @Test
  void aStreamOfAFileThatIsRewrittenInPlaceDoesNotEndAsIfItWereWhole() throws IOException {
    InputStream stream = half();
    Files.write(file, new byte[SIZE], StandardOpenOption.WRITE);
    assertIsChanged(stream);
  }

  @Test
  void aStreamOfAPartOfIt() throws IOException {
    try (InputStream stream = store.open("a", 10, 2)) {
      assertThat(stream.read()).isZero();
      truncate(5);
      assertIsChanged(stream);
    }
  }

  @Test
  void aFileThatGrowsIsReadAsFarAsItWent() throws IOException {
    try (InputStream stream = half()) {
      Files.write(file, new byte[100], StandardOpenOption.APPEND);
      assertThat(stream.readAllBytes()).hasSize(SIZE / 2);
    }
  }

  @Test
  void aFileThatIsReplacedOrDeletedIsReadToItsEnd() throws IOException {
    Path other = Files.write(root.resolve("b"), new byte[1]);
    try (InputStream stream = half()) {
      Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
      assertThat(stream.readAllBytes()).hasSize(SIZE / 2);
    }
    makeFile();
    try (InputStream stream = half()) {
      Files.delete(file);
      assertThat(stream.readAllBytes()).hasSize(SIZE / 2);
    }
  }

  /** Any reader sees half of such a file at times, but what is seen is no corruption. */
  @Test
  void aFileThatIsRewrittenAgainAndAgainIsNeverCalledCorrupt() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    Queue<Throwable> wrong = new ConcurrentLinkedQueue<>();
    Thread writer =
        new Thread(
            () -> {
              while (!done.get()) {
                try {
                  Files.write(file, new byte[SIZE]); // truncates, then writes
                } catch (IOException e) {
                  wrong.add(e);
                }
              }
            });
    writer.start();
    for (int i = 0; i < 1_000; i++) {
      try {
        assertThat(store.readBytes("a").length).isLessThanOrEqualTo(SIZE);
      } catch (FileStoreException e) {
        assertThat(e).matches(FileStoreException::isRetryable);
      }
    }
    done.set(true);
    writer.join();
    assertThat(wrong).isEmpty();
  }
}
