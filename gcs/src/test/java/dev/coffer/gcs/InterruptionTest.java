package dev.coffer.gcs;

import dev.coffer.FileStore;
import dev.coffer.testkit.remote.InterruptionContract;
import java.net.URI;
import org.junit.jupiter.api.Test;

class InterruptionTest extends InterruptionContract {
  private static final String JSON = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

  @Override
  protected FileStore open(URI endpoint, int connections) {
    return GoogleCloudFileStore.builder("bucket")
        .endpoint(endpoint.toString())
        .connections(connections)
        .build();
  }

  @Override
  protected String fileBegins(long length) {
    return "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nx-goog-generation: 17\r\n"
        + "x-goog-stored-content-length: "
        + length
        + "\r\nContent-Length: "
        + length
        + "\r\n\r\nsome";
  }

  @Override
  protected String listingBegins() {
    return JSON + "Content-Length: 1000\r\n\r\n{\"items\":";
  }

  @Override
  protected String uploadBegins() {
    return "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n"
        + "Location: http://127.0.0.1:1/upload\r\nConnection: close\r\n\r\n";
  }

  @Test
  void aWriteInPartsThatCannotBegin() throws Exception {
    assertEndsPromptly("", store -> store.write("a", new byte[20 << 20]));
  }
}
