package dev.coffer.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.testkit.FakeReceiver;
import dev.coffer.testkit.MemoryDirectory;
import dev.coffer.testkit.ReceivedRequest;
import dev.coffer.testkit.Reply;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Many changes, and a receiver that takes five milliseconds for each request. */
@Timeout(900)
@Tag("bulk")
class LoadTest {
  private static final boolean THOROUGH = Boolean.getBoolean("coffer.thorough");
  private static final int CHANGES = THOROUGH ? 100_000 : 4_000;
  private static final Duration LATENCY = Duration.ofMillis(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir(factory = MemoryDirectory.class)
  Path root;

  private final Set<String> told = new HashSet<>();
  private int largest;
  private long largestContents;

  @Test
  void oneARequestInASmallHeap() throws Exception {
    run("single");
  }

  @Test
  void batchesInASmallHeapAreNoLargerThanTheyMayBe() throws Exception {
    run("batched");
    assertThat(largest).isBetween(CHANGES / 100, 10_000);
    assertThat(largestContents).isBetween(1L, 1L << 20);
  }

  private void run(String mode) throws Exception {
    try (FakeReceiver receiver = new FakeReceiver()) {
      receiver.answer(request -> answer(request, receiver));
      String[] words = {
        root.toString(), receiver.uri().toString(), mode, Integer.toString(CHANGES)
      };
      Process process = Jvm.start(Load.class, "-Xmx48m", words);
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as("how the process ended").isZero();
      System.out.print(mode + ": " + said);
    }
    assertThat(told).hasSize(CHANGES);
  }

  private Reply answer(ReceivedRequest request, FakeReceiver receiver) {
    receiver.forget();
    note(request);
    return out -> {
      LockSupport.parkNanos(LATENCY.toNanos());
      return Reply.status(200).send(out);
    };
  }

  private synchronized void note(ReceivedRequest request) {
    if (request.target().equals("/hook")) {
      JsonNode items = JSON.readTree(request.text());
      long contents = 0;
      for (JsonNode item : items) {
        told.add(item.get("path").asString());
        contents += item.get("content").asString().length();
      }
      largest = Math.max(largest, items.size());
      largestContents = Math.max(largestContents, contents);
    } else {
      told.add(request.target());
    }
  }
}
