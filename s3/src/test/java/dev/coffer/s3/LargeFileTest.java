package dev.coffer.s3;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of one GiB and unknown length, through a process of 96 MiB. */
class LargeFileTest {
  private static final long SIZE = 1L << 30;

  @TempDir private Path folder;

  @Test
  void oneGibibyteOfUnknownLengthIsWrittenAndRead() throws Exception {
    Files.createDirectories(folder.resolve("server"));
    S3Proxy proxy =
        S3Proxy.builder()
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "id", "secret")
            .blobStore(new FilesystemNio2BlobStore(folder.resolve("server").toString()))
            .build();
    proxy.start();
    try {
      while (!proxy.getState().equals("STARTED")) {
        Thread.sleep(10);
      }
      run("http://127.0.0.1:" + proxy.getPort());
    } finally {
      proxy.stop();
    }
  }

  private void run(String endpoint) throws Exception {
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName(),
                endpoint)
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

  /** Writes and reads the file. */
  static final class Program {
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws Exception {
      Server server = new Server(URI.create(arguments[0]), "id", "secret");
      try (S3FileStore store = server.in(server.newBucket()).build()) {
        CheckedInputStream source = new CheckedInputStream(new Generated(SIZE), new CRC32());
        require(store.write("large", source).size() == SIZE);
        CheckedOutputStream sum =
            new CheckedOutputStream(OutputStream.nullOutputStream(), new CRC32());
        try (InputStream in = store.open("large")) {
          require(in.transferTo(sum) == SIZE);
        }
        require(sum.getChecksum().getValue() == source.getChecksum().getValue());
      }
      System.out.println("done");
    }

    private static void require(boolean condition) {
      if (!condition) {
        throw new AssertionError("other bytes");
      }
    }
  }

  /** Bytes that follow from their position. */
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
