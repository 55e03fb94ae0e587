package dev.coffer.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileStore;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.testkit.FakeReceiver;
import dev.coffer.testkit.MemoryDirectory;
import dev.coffer.testkit.ReceivedRequest;
import dev.coffer.testkit.Reply;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that write are killed at random, again and again, while the receiver fails at random.
 * At the end the receiver has what the store has, and no event came after a newer one of its path.
 */
@Timeout(900)
class KillTest {
  private static final int KILLS = Boolean.getBoolean("coffer.thorough") ? 50 : 5;

  @TempDir(factory = MemoryDirectory.class)
  Path root;

  private final long seed = System.nanoTime();
  private final SplittableRandom random = new SplittableRandom(seed);
  private final InMemoryFileStore there = new InMemoryFileStore();
  private final OpenHandsReceiver receiving = new OpenHandsReceiver(there);
  private final Map<String, String> newest = new HashMap<>();
  private final List<String> backwards = new ArrayList<>();

  @Test
  void aWriterThatIsKilledAnnouncesAllThatItDid() throws Exception {
    run(1, false);
  }

  @Test
  void twoWritersThatAreKilledShareOneStoreAndOneOutbox() throws Exception {
    run(2, false);
  }

  @Test
  void aWriterThatIsKilledAnnouncesAllInBatches() throws Exception {
    run(1, true);
  }

  private void run(int writers, boolean batched) throws Exception {
    System.out.println("seed " + seed);
    try (FakeReceiver receiver = new FakeReceiver()) {
      receiver.answer(this::answer);
      for (int kill = 0; kill < KILLS; kill++) {
        runAndKill(writers, batched, receiver, kill);
        receiver.forget();
      }
      Map<String, String> files;
      try (FileStore store = Writers.open(root, receiver.uri(), batched)) {
        files = Hooks.tree(store);
      }
      assertThat(Hooks.tree(there)).isEqualTo(files);
      if (!batched) {
        assertThat(backwards).isEmpty(); // a batch is no unit: after a kill it may be cut elsewhere
      }
    }
  }

  private synchronized Reply answer(ReceivedRequest request) {
    int luck = random.nextInt(10);
    if (luck == 0) {
      return Reply.status(503);
    }
    String id = request.header("idempotency-key").orElseThrow();
    String path = request.target();
    String before = newest.put(path, id);
    if (before != null && before.compareTo(id) > 0) {
      backwards.add(path + ": " + id + " after " + before);
    }
    Reply taken = receiving.apply(request);
    return luck == 1 ? Reply.end() : taken; // the answer is lost, the change is not
  }

  private void runAndKill(int writers, boolean batched, FakeReceiver receiver, int kill)
      throws IOException, InterruptedException {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < writers; i++) {
      processes.add(start(receiver, batched, "writer" + i, kill));
    }
    int lines = 1 + random.nextInt(400);
    for (Process process : processes) {
      BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
      for (int line = 0; line < lines; line++) {
        assertThat(out.readLine()).as("the writer goes on").isNotNull();
      }
      process.destroyForcibly();
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }
  }

  private Process start(FakeReceiver receiver, boolean batched, String name, int kill)
      throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            Writers.class.getName(),
            root.toString(),
            receiver.uri().toString(),
            batched ? "batched" : "single",
            name,
            Integer.toString(kill))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
