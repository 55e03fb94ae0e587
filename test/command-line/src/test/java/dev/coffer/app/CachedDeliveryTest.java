package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileStore;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;
import dev.coffer.testkit.FakeReceiver;
import dev.coffer.testkit.ReceivedRequest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What somebody else changed is delivered by a store that remembers the files as they were. */
@Timeout(300)
class CachedDeliveryTest {
  @TempDir Path directory;

  private final FakeReceiver receiver = new FakeReceiver();

  @AfterEach
  void close() {
    receiver.close();
  }

  private FileStore open(String option, String value) {
    return FileStores.open(
        FileStoreConfig.builder()
            .uri("file:" + directory + "?durability=none&outbox=durable")
            .option(option, value)
            .option("webhook.url", receiver.uri().toString())
            .build());
  }

  @Test
  void theFileIsSentAsItIsNow() throws InterruptedException {
    try (FileStore cached = open("cache", "64MiB")) {
      cached.write("a", "one");
      cached.write("b", "one");
      receiver.await(2);
      assertThat(cached.readString("a") + cached.readString("b")).isEqualTo("oneone");
      receiver.forget();
      try (FileStore other = open("observe", "off")) {
        other.write("a", "two");
        other.deleteFile("b");
        List<ReceivedRequest> requests = receiver.await(2);
        assertThat(requests)
            .extracting(request -> request.method() + " " + request.text())
            .containsExactlyInAnyOrder("POST two", "DELETE ");
      }
    }
  }
}
