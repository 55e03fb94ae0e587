package dev.coffer.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Content;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.WriteOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Readers while files are overwritten. Version n of a file has a size and bytes that follow from n,
 * and n as its metadata, so that a reader can tell whether all are of one version.
 */
@Tag("one-jdk")
class ReadersDuringOverwritesTest {
  private static final List<String> PATHS = List.of("a", "d/b");

  private final Queue<Throwable> wrong = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicLong reads = new AtomicLong();

  @ParameterizedTest
  @CsvSource({"true, true, 10000", "true, false, 2000", "false, false, 2000"})
  void readersSeeOnlyWholeFilesWithTheMetadataOfTheirBody(
      boolean handles,
      boolean extendedAttributes,
      int overwrites,
      @TempDir(factory = FastDirectory.class) Path root)
      throws Exception {
    FileSystemFeatures features = new FileSystemFeatures(handles, extendedAttributes);
    try (LocalFileStore store = new LocalFileStore(root, Durability.NONE, features)) {
      PATHS.forEach(path -> write(store, path, 1));
      try (JavaProcess other =
          JavaProcess.of(Reading.class, root, handles, extendedAttributes).start()) {
        assertThat(other.line()).isEqualTo("reading");
        List<Thread> readers = List.of(reader(store), reader(store));
        readers.forEach(Thread::start);

        for (int version = 2; version <= overwrites || isReadTooRarely(); version++) {
          write(store, PATHS.get(version % PATHS.size()), version);
        }

        over.set(true);
        for (Thread reader : readers) {
          reader.join();
        }
        other.send("over");
        assertThat(other.line()).isEqualTo("all whole");
        other.awaitEnd();
      }
      assertThat(wrong).isEmpty();
      assertThat(reads.get()).isGreaterThan(100);
      if (!extendedAttributes) {
        assertThat(PrivateArea.records(root)).hasSize(PATHS.size());
      }
    }
  }

  private boolean isReadTooRarely() {
    return reads.get() <= 100 && wrong.isEmpty();
  }

  private static void write(FileStore store, String path, int version) {
    byte[] bytes = new byte[size(version)];
    Arrays.fill(bytes, (byte) version);
    WriteOptions options = WriteOptions.DEFAULTS.metadata("version", Integer.toString(version));
    store.write(path, Content.of(bytes), options);
  }

  private static int size(int version) {
    return 1 + (int) ((version * 7919L) % 20_000);
  }

  private Thread reader(FileStore store) {
    return new Thread(
        () -> {
          try {
            while (!over.get()) {
              PATHS.forEach(path -> check(store, path));
              reads.incrementAndGet();
            }
          } catch (RuntimeException | Error e) {
            wrong.add(e);
          }
        });
  }

  private static void check(FileStore store, String path) {
    try (OpenedFile file = store.read(FilePath.of(path), ReadOptions.DEFAULTS)) {
      byte[] bytes = file.stream().readAllBytes();
      int version = version(file.info());
      byte[] expected = new byte[size(version)];
      Arrays.fill(expected, (byte) version);
      require(Arrays.equals(bytes, expected), "bytes that are not of version " + version);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    version(store.stat(path).orElseThrow());
  }

  private static int version(FileInfo info) {
    String version = info.metadata().getOrDefault("version", "0");
    require(info.size() == size(Integer.parseInt(version)), version + " belongs not to " + info);
    return Integer.parseInt(version);
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new AssertionError(otherwise);
    }
  }

  /** Reads in another process until a line comes. */
  static final class Reading {
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws IOException {
      FileSystemFeatures features =
          new FileSystemFeatures(
              Boolean.parseBoolean(arguments[1]), Boolean.parseBoolean(arguments[2]));
      try (LocalFileStore store =
          new LocalFileStore(Path.of(arguments[0]), Durability.NONE, features)) {
        PATHS.forEach(path -> check(store, path));
        System.out.println("reading");
        while (System.in.available() == 0) {
          PATHS.forEach(path -> check(store, path));
        }
      }
      System.out.println("all whole");
    }
  }
}
