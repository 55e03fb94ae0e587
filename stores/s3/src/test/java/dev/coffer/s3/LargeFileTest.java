package dev.coffer.s3;

import dev.coffer.testkit.remote.LargeFileContract;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** A large file of unknown length, through a process of 96 MiB. */
class LargeFileTest extends LargeFileContract {
  private @Nullable S3Proxy proxy;

  @Override
  protected URI server() throws Exception {
    S3Proxy started =
        S3Proxy.builder()
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "id", "secret")
            .blobStore(
                new FilesystemNio2BlobStore(
                    Files.createDirectories(folder.resolve("server")).toString()))
            .build();
    started.start();
    proxy = started;
    return URI.create("http://127.0.0.1:" + started.getPort());
  }

  @AfterEach
  void stop() throws Exception {
    if (proxy != null) {
      proxy.stop();
    }
  }

  @Override
  protected Class<?> main() {
    return Child.class;
  }

  /** Writes and reads the file. */
  static final class Child {
    public static void main(String[] arguments) throws IOException {
      Server server = new Server(URI.create(arguments[0]), "id", "secret");
      try (S3FileStore store = server.in(server.newBucket()).build()) {
        program(store, Long.parseLong(arguments[1]));
      }
    }
  }
}
