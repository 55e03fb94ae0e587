package dev.coffer.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.FileStore;
import dev.coffer.event.FileEvent;
import dev.coffer.event.FileEventLog;
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
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that change the same paths are killed at random, again and again, each by itself, while
 * the receiver fails at random. Whenever all have ended, the receiver gets to the files of the
 * store; it never saw an event after a newer one of its path, each repeated one had the id that it
 * had before, and no acknowledged change is without one.
 */
@Timeout(1800)
@Tag("kills")
class KillTest {
  private static final boolean THOROUGH = Boolean.getBoolean("coffer.thorough");

  /**
   * The number of times when all have ended and are checked; in between each is killed a few times.
   */
  private static final int ROUNDS = THOROUGH ? 10 : 1;

  private static final int KILLS_A_ROUND = THOROUGH ? 5 : 2;

  @TempDir(factory = MemoryDirectory.class)
  Path root;

  private final long seed = System.nanoTime();
  private final SplittableRandom random = new SplittableRandom(seed);
  private final InMemoryFileStore there = new InMemoryFileStore();
  private final OpenHandsReceiver receiving = new OpenHandsReceiver(there);

  /** The ids that came for each path, in their order, also those whose answer was lost. */
  private final Map<String, List<String>> ids = new HashMap<>();

  /** The paths of the changes that were acknowledged. */
  private final Set<String> changed = ConcurrentHashMap.newKeySet();

  private Path outbox() {
    return root.resolve("outbox.db");
  }

  /** A kill of the process takes nothing from the system's cache, so syncs would show nothing. */
  private String local() {
    return "file:" + root.resolve("files") + "?durability=none";
  }

  @Test
  void aWriterThatIsKilledAnnouncesAllThatItDid() throws Exception {
    assumeTrue(THOROUGH, "coffer.thorough=true was not asked for");
    run(local(), 1, false);
  }

  @Test
  void twoWritersThatAreKilledShareOneStoreAndOneOutbox() throws Exception {
    run(local(), 2, false);
  }

  @Test
  void aWriterThatIsKilledAnnouncesAllInBatches() throws Exception {
    run(local(), 1, true);
  }

  @Test
  void writersOfABucketThatAreKilledAnnounceAllThatTheyDid() throws Exception {
    try (S3ProxyProcess server = S3ProxyProcess.start()) {
      run(server.uri(), 2, false);
    }
  }

  @Test
  void aWriterOfABucketThatIsKilledAnnouncesAllInBatches() throws Exception {
    assumeTrue(THOROUGH, "coffer.thorough=true was not asked for");
    try (S3ProxyProcess server = S3ProxyProcess.start()) {
      run(server.uri(), 1, true);
    }
  }

  private void run(String store, int writers, boolean batched) throws Exception {
    System.out.println("seed " + seed);
    try (FakeReceiver receiver = new FakeReceiver()) {
      receiver.answer(this::answer);
      for (int round = 0; round < ROUNDS; round++) {
        killEachNowAndThen(store, writers, batched, receiver, round);
        check(store, batched, receiver);
        receiver.forget();
      }
    }
  }

  /** Each writer is killed and started again by a thread of its own, beside the others. */
  private void killEachNowAndThen(
      String store, int writers, boolean batched, FakeReceiver receiver, int round)
      throws InterruptedException, ExecutionException {
    ExecutorService killers = Executors.newFixedThreadPool(writers);
    try {
      List<Callable<Boolean>> all =
          IntStream.range(0, writers)
              .<Callable<Boolean>>mapToObj(
                  writer ->
                      () -> {
                        for (int kill = 0; kill < KILLS_A_ROUND; kill++) {
                          String life = Integer.toString(round * KILLS_A_ROUND + kill);
                          runAndKill(
                              Jvm.start(
                                  Writers.class,
                                  "-Xmx128m",
                                  store,
                                  outbox().toString(),
                                  receiver.uri().toString(),
                                  batched ? "batched" : "single",
                                  "w" + writer,
                                  life));
                        }
                        return true;
                      })
              .toList();
      for (Future<Boolean> each : killers.invokeAll(all)) {
        each.get();
      }
    } finally {
      killers.shutdownNow();
    }
  }

  private void runAndKill(Process process) throws IOException, InterruptedException {
    int lines = 1 + next(400);
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    for (int line = 0; line < lines; line++) {
      String said = out.readLine();
      assertThat(said).as("the writer goes on").isNotNull();
      changed.add(said.split(" ", -1)[1]);
    }
    process.destroyForcibly();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
  }

  private synchronized int next(int bound) {
    return random.nextInt(bound);
  }

  private synchronized Reply answer(ReceivedRequest request) {
    int luck = next(10);
    if (luck == 0) {
      return Reply.status(503);
    }
    ids.computeIfAbsent(request.target(), path -> new ArrayList<>())
        .add(request.header("idempotency-key").orElseThrow());
    Reply taken = receiving.apply(request);
    return luck == 1 ? Reply.end() : taken; // the answer is lost, the change is not
  }

  /** Sends what is left, and looks at what the receiver has. */
  private void check(String store, boolean batched, FakeReceiver receiver) {
    Map<String, String> files;
    Map<String, Long> orders = new HashMap<>();
    Set<String> announced = new TreeSet<>();
    try (FileStore told = Writers.open(store, outbox(), receiver.uri(), batched)) {
      files = Hooks.tree(told);
      FileEventLog log = told.unwrap(FileEventLog.class).orElseThrow();
      log.settle(told::stat); // what the killed left open is settled on a thread of the store too
      for (FileEvent event : log.events(0, Integer.MAX_VALUE)) {
        orders.put(event.id().toString(), event.order());
        announced.add(event.path().toString());
      }
    }
    assertThat(announced).containsAll(changed);
    assertThat(Hooks.tree(there)).isEqualTo(files);
    synchronized (this) {
      assertThat(orders.keySet()).as("no id but that of the change").containsAll(allIds());
      if (!batched) { // a batch is no unit: after a kill it may be cut elsewhere
        ids.forEach(
            (path, came) ->
                assertThat(came.stream().map(orders::get).toList()).as(path).isSorted());
      }
    }
  }

  private Set<String> allIds() {
    Set<String> all = new TreeSet<>();
    ids.values().forEach(all::addAll);
    return all;
  }
}
