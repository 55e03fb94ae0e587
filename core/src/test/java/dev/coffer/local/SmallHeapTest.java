package dev.coffer.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Entry;
import dev.coffer.ListOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many files and large files in a process with 64 MiB of heap. */
@Tag("bulk")
class SmallHeapTest {
  private static final boolean THOROUGH = Boolean.getBoolean("coffer.thorough");
  private static final int FILES = THOROUGH ? 100_000 : 20_000;
  private static final long SIZE = THOROUGH ? 1L << 30 : 256L << 20;

  @Test
  void manyFilesOfOneDirectoryAreListedWalkedAndDeleted(@TempDir Path root) throws Exception {
    runWith64MiB(ManyFiles.class, root);
    assertThat(root.toFile().list()).containsExactly(".coffer");
  }

  @Test
  void aFileLargerThanTheHeapIsWrittenReadAndCopied(@TempDir Path root) throws Exception {
    runWith64MiB(LargeFile.class, root);
    assertThat(PrivateArea.staged(root)).isEmpty();
  }

  private static void runWith64MiB(Class<?> main, Path root) throws InterruptedException {
    try (JavaProcess process =
        JavaProcess.of(main, root)
            .option("-Xmx64m")
            .option("-Dcoffer.thorough=" + THOROUGH)
            .start()) {
      assertThat(process.line()).isEqualTo("done");
      process.awaitEnd();
    }
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new AssertionError(otherwise);
    }
  }

  /** Makes, lists, walks and deletes the files. */
  static final class ManyFiles {
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) {
      try (LocalFileStore store = new LocalFileStore(Path.of(arguments[0]), Durability.NONE)) {
        for (int i = 0; i < FILES; i++) {
          store.write(path(i * 7919 % FILES), "");
        }
        check(store, ListOptions.DEFAULTS, "list");
        check(store, ListOptions.DEFAULTS.recursive(), "walk");
        require(store.list("d").size() == FILES, "a list of another length");
        store.deleteDirectory("d");
        require(store.list("").isEmpty(), "something is left");
      }
      System.out.println("done");
    }

    private static void check(LocalFileStore store, ListOptions options, String how) {
      try (Stream<Entry> entries = store.entries("d", options)) {
        Iterator<Entry> all = entries.iterator();
        for (int i = 0; i < FILES; i++) {
          String path = all.next().path().toString();
          require(path.equals(path(i)), how + " gives " + path + " at " + i);
        }
        require(!all.hasNext(), how + " gives too much");
      }
    }

    private static String path(int number) {
      return String.format(Locale.ROOT, "d/%06d", number);
    }
  }

  /** Streams a large file in and out, and copies it. */
  static final class LargeFile {
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws IOException {
      try (LocalFileStore store = new LocalFileStore(Path.of(arguments[0]), Durability.NONE)) {
        CheckedInputStream source = new CheckedInputStream(new Generated(SIZE), new CRC32());
        require(store.write("large", source).size() == SIZE, "another size");
        long sum = source.getChecksum().getValue();
        require(checksum(store, "large") == sum, "other bytes");
        require(store.copy("large", "d/copy").size() == SIZE, "a copy of another size");
        store.deleteFile("large");
        require(checksum(store, "d/copy") == sum, "a copy of other bytes");
        store.clear();
      }
      System.out.println("done");
    }

    private static long checksum(LocalFileStore store, String path) throws IOException {
      CheckedOutputStream sum =
          new CheckedOutputStream(OutputStream.nullOutputStream(), new CRC32());
      try (InputStream in = store.open(path)) {
        require(in.transferTo(sum) == SIZE, "another length");
      }
      return sum.getChecksum().getValue();
    }
  }

  /** Bytes that follow from their position and do not repeat within the length. */
  private static final class Generated extends InputStream {
    private final long length;
    private long position;

    Generated(long length) {
      this.length = length;
    }

    @Override
    public int read() {
      return position == length ? -1 : next();
    }

    private int next() {
      long word = position++ >>> 3;
      return (int) ((word * 0x9E3779B97F4A7C15L) >>> 56);
    }

    @Override
    public int read(byte[] buffer, int offset, int most) {
      int count = (int) Math.min(most, length - position);
      for (int i = 0; i < count; i++) {
        buffer[offset + i] = (byte) next();
      }
      return count == 0 ? -1 : count;
    }
  }
}
