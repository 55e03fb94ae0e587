package dev.coffer.testkit.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that a process with little memory can write and read a large file of unknown length: extend
 * this class in a test, start a server that does not hold files in the memory of the test, and
 * provide a program that opens a store and calls {@link #program}.
 */
@Timeout(900)
@Tag("bulk")
public abstract class LargeFileContract {
  /** A temporary directory for the server and the output of the program. */
  @TempDir protected Path folder;

  /** Creates the test of a back end. */
  protected LargeFileContract() {}

  /**
   * Starts the server and returns its address.
   *
   * @return the address of the server, which ends with the JVM of the tests, or by the test
   * @throws Exception if it does not start
   */
  protected abstract URI server() throws Exception;

  /**
   * Returns the class of the program.
   *
   * @return a class with a main method, which takes the server's URI and the size of the file
   */
  protected abstract Class<?> main();

  /**
   * Returns the memory of the program in MiB.
   *
   * @return 96 unless overridden
   */
  protected int memory() {
    return 96;
  }

  /**
   * Returns the size of the file in bytes.
   *
   * @return 128 MiB, far more than the memory of the program; 1 GiB with {@code
   *     -Dcoffer.thorough=true}
   */
  protected long size() {
    return Boolean.getBoolean("coffer.thorough") ? 1L << 30 : 128L << 20;
  }

  @Test
  void aLargeFileOfUnknownLengthIsWrittenAndReadInLittleMemory() throws Exception {
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + memory() + "m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main().getName(),
                server().toString(),
                Long.toString(size()))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("it ended").isTrue();
      String said = Files.readString(output, StandardCharsets.UTF_8);
      assertThat(process.exitValue()).as(said).isZero();
      assertThat(said).endsWith("done\n");
    } finally {
      process.destroyForcibly();
    }
  }

  /**
   * Writes a file, reads it, and prints {@code done} if the content is the same.
   *
   * @param store the store to write to
   * @param size the size of the file
   * @throws IOException if it cannot be read
   */
  @SuppressWarnings("SystemOut")
  protected static void program(FileStore store, long size) throws IOException {
    CheckedInputStream source = new CheckedInputStream(new Generated(size), new CRC32());
    require(store.write("large", source).size() == size);
    CheckedOutputStream sum = new CheckedOutputStream(OutputStream.nullOutputStream(), new CRC32());
    try (InputStream in = store.open("large")) {
      require(in.transferTo(sum) == size);
    }
    require(sum.getChecksum().getValue() == source.getChecksum().getValue());
    System.out.print("done\n");
  }

  private static void require(boolean condition) {
    if (!condition) {
      throw new AssertionError("other bytes");
    }
  }

  /** Bytes determined by their position. */
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
