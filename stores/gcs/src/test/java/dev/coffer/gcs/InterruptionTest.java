package dev.coffer.gcs;

import dev.coffer.FileStore;
import dev.coffer.testkit.remote.InterruptionContract;
import java.net.URI;
import org.junit.jupiter.api.Test;

class InterruptionTest extends InterruptionContract {
  private static final String OK = "HTTP/1.1 200 OK\r\n";

  @Override
  protected FileStore open(URI endpoint, int connections) {
    return GoogleCloudFileStore.builder("bucket")
        .endpoint(endpoint.toString())
        .connections(connections)
        .build();
  }

  @Override
  protected String fileBegins(long length) {
    return OK
        + "x-goog-generation: 17\r\nx-goog-stored-content-length: %1$d\r\nContent-Length: %1$d\r\n"
            .formatted(length)
        + "\r\nsome";
  }

  @Override
  protected String listingBegins() {
    return OK + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"items\":";
  }

  /** Nothing listens at the URL of the upload. */
  @Override
  protected String uploadBegins() {
    return OK + "Content-Length: 10\r\nLocation: http://127.0.0.1:1/upload\r\n\r\n";
  }

  @Test
  void aWriteInPartsThatCannotBegin() throws Exception {
    assertEndsPromptly("", store -> store.write("a", new byte[20 << 20]));
  }
}
