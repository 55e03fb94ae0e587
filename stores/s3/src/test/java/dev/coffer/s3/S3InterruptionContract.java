package dev.coffer.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileStore;
import dev.coffer.WriteOptions;
import dev.coffer.testkit.remote.InterruptionContract;
import dev.coffer.testkit.remote.SilentServer;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Interrupts of calls to S3. */
abstract class S3InterruptionContract extends InterruptionContract {
  /** A store of the server, to be finished by the contract. */
  S3Builder in(URI endpoint) {
    return new Server(endpoint, "id", "secret").in("bucket");
  }

  @Override
  protected final FileStore open(URI endpoint, int connections) {
    return in(endpoint).connections(connections).build();
  }

  @Override
  protected final String fileBegins(long length) {
    return "HTTP/1.1 200 OK\r\nContent-Length: %d\r\nETag: \"e\"\r\n".formatted(length)
        + "Last-Modified: Tue, 01 Sep 2026 12:00:00 GMT\r\n\r\nsome";
  }

  @Override
  protected final String listingBegins() {
    return "HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\nContent-Length: 1000\r\n\r\n<?xml ";
  }

  @Override
  protected final String uploadBegins() {
    return "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n<InitiateMultipartUploadResult>";
  }

  @Test
  void aWriteThatWaitsWhileAnotherFindsOutAboutConditions() throws Exception {
    WriteOptions ifAbsent = WriteOptions.DEFAULTS.ifAbsent();
    try (SilentServer silence = silence("");
        FileStore store = open(silence.uri(scheme()), 16)) {
      CompletableFuture<?> first =
          CompletableFuture.supplyAsync(() -> store.write("a", new byte[1], ifAbsent));
      silence.await();
      assertEndsPromptly(store, other -> other.write("b", new byte[1], ifAbsent), () -> {});
      assertThat(first).isNotDone();
    }
  }
}
