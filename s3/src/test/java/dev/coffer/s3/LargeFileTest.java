package dev.coffer.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.ContentWriter;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of one GiB and unknown length, through a process of 96 MiB. */
class LargeFileTest {
  @Test
  void oneGibibyteOfUnknownLengthIsWrittenAndRead(@TempDir Path folder) throws Exception {
    S3Proxy proxy =
        S3Proxy.builder()
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "id", "secret")
            .blobStore(new FilesystemNio2BlobStore(folder.toString()))
            .build();
    proxy.start();
    try {
      String endpoint = "http://127.0.0.1:" + proxy.getPort();
      assertThat(Program.runJava(Child.class, List.of("-Xmx96m"), Map.of(), endpoint))
          .endsWith("done\n");
    } finally {
      proxy.stop();
    }
  }

  /** Writes and reads the file. */
  static final class Child {
    private static final int PIECE = 1 << 20;
    private static final int PIECES = 1 << 10;

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws Exception {
      Server server = new Server(URI.create(arguments[0]), "id", "secret");
      try (S3FileStore store = server.in(server.newBucket()).build()) {
        ContentWriter pieces =
            out -> {
              Random random = new Random(7);
              for (int i = 0; i < PIECES; i++) {
                out.write(next(random));
              }
            };
        store.write("large", pieces);
        try (InputStream in = store.open("large")) {
          Random random = new Random(7);
          for (int i = 0; i < PIECES; i++) {
            require(Arrays.equals(in.readNBytes(PIECE), next(random)), "piece " + i);
          }
          require(in.read() < 0, "the end");
        }
      }
      System.out.println("done");
    }

    private static byte[] next(Random random) {
      byte[] piece = new byte[PIECE];
      random.nextBytes(piece);
      return piece;
    }

    private static void require(boolean condition, String what) {
      if (!condition) {
        throw new AssertionError("other bytes at " + what);
      }
    }
  }
}
