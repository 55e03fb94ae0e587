package dev.coffer.gcs;

import dev.coffer.FileStore;
import dev.coffer.fakegcs.FakeGcsServer;
import dev.coffer.testkit.remote.LargeFileContract;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;

class LargeFileTest extends LargeFileContract {
  private final FakeGcsServer server = new FakeGcsServer();

  @Override
  protected URI server() {
    server.createBucket("bucket");
    return server.uri();
  }

  @AfterEach
  void end() {
    server.close();
  }

  @Override
  protected Class<?> main() {
    return Program.class;
  }

  /** Writes and reads the file. */
  static final class Program {
    public static void main(String[] arguments) throws IOException {
      try (FileStore store =
          GoogleCloudFileStore.builder("bucket").endpoint(arguments[0]).build()) {
        program(store, Long.parseLong(arguments[1]));
      }
    }
  }
}
