package dev.coffer.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileStore;
import dev.coffer.delivery.Outbox;
import dev.coffer.delivery.RetrySchedule;
import dev.coffer.event.InMemoryEventLog;
import dev.coffer.local.Durability;
import dev.coffer.local.LocalFileStore;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.testkit.FakeReceiver;
import dev.coffer.testkit.MemoryDirectory;
import dev.coffer.testkit.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** A receiver that applies the requests ends with the files of the store. */
@Timeout(300)
class DeliveryTest {
  private static final Path RECORDED =
      Path.of(System.getProperty("trajectories", "../../../shared/data/openhands-trajectories"));

  @TempDir(factory = MemoryDirectory.class)
  Path root;

  private final FakeReceiver receiver = new FakeReceiver();
  private final InMemoryFileStore there = new InMemoryFileStore();

  @AfterEach
  void close() {
    receiver.close();
  }

  private FileStore open(boolean batched, WebHook hook) {
    FileStore files = new LocalFileStore(root.resolve("files"), Durability.NONE);
    Outbox outbox = new Outbox(root.resolve("outbox.db"));
    return batched
        ? new BatchedWebHookFileStore(files, outbox, List.of(hook))
        : new WebHookFileStore(files, outbox, List.of(hook));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void randomChangesFromSeveralThreadsEndInTheSameFiles(boolean batched) {
    receiver.answer(new OpenHandsReceiver(there));
    try (FileStore store = open(batched, Hooks.to(receiver).build())) {
      IntStream.range(0, 4).parallel().forEach(member -> change(store, member));
      store.delete("gone");
    }
    try (FileStore files = new LocalFileStore(root.resolve("files"))) {
      assertThat(Hooks.tree(there)).isEqualTo(Hooks.tree(files)).isNotEmpty();
    }
  }

  /** All threads change the same paths. */
  private static void change(FileStore store, int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 150; i++) {
      String path = "dir" + random.nextInt(3) + "/caf\u00e9 " + random.nextInt(5);
      int kind = random.nextInt(10);
      if (kind < 6) {
        store.write(path, "content " + seed + "/" + i);
      } else if (kind < 8) {
        store.deleteFile(path);
      } else if (kind < 9) {
        store.delete("dir" + random.nextInt(3));
      } else {
        store.writeAll(Map.of("gone/" + i, new byte[] {(byte) 0xFF}));
      }
    }
  }

  /** This receiver deletes the directory when its name is reported as deleted. */
  @Test
  void theDeletionOfADirectorysNameComesBeforeWhatIsWrittenBelowIt() {
    OpenHandsReceiver obedient = new OpenHandsReceiver(there);
    CountDownLatch written = new CountDownLatch(1);
    receiver.answer(
        request -> {
          if (request.method().equals("DELETE")) {
            await(written, Duration.ofMillis(500));
          }
          Reply reply = obedient.apply(request);
          written.countDown();
          return reply;
        });
    try (FileStore store = open(false, Hooks.to(receiver).build())) {
      store.delete("dir");
      store.write("dir/a", "x");
    }
    assertThat(Hooks.tree(there)).isEqualTo(Map.of("dir/a", "x"));
  }

  private static void await(CountDownLatch latch, Duration most) {
    try {
      boolean unused = latch.await(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void conversationsEndInTheSameFiles(boolean batched) throws Exception {
    receiver.answer(new OpenHandsReceiver(there));
    List<String> events = conversation();
    try (FileStore store = open(batched, Hooks.to(receiver).build())) {
      for (int id = 0; id < events.size(); id++) {
        store.write("users/ada/conversations/sid/events/" + id + ".json", events.get(id));
      }
      store.delete("users/ada/conversations/sid/events/0.json");
    }
    try (FileStore files = new LocalFileStore(root.resolve("files"))) {
      assertThat(Hooks.tree(there)).isEqualTo(Hooks.tree(files)).isNotEmpty();
    }
  }

  /** The recorded ones where the machine has them, and one that is made up. */
  private static List<String> conversation() throws Exception {
    List<String> events = new ArrayList<>();
    IntStream.range(0, 100)
        .forEach(i -> events.add("{\"id\":" + i + ",\"text\":\"\ud83d\ude80\"}"));
    if (!Files.isDirectory(RECORDED)) {
      System.out.println("no recorded conversations at " + RECORDED.toAbsolutePath());
      return events;
    }
    try (Stream<Path> files = Files.list(RECORDED)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".json")).toList()) {
        for (JsonNode event : new ObjectMapper().readTree(Files.readString(file))) {
          events.add(event.toString());
        }
      }
    }
    return events;
  }

  @Test
  void whatADeadReceiverDidNotGetGoesOutAtTheNextStart() {
    receiver.answer(request -> Reply.status(503));
    WebHook patient =
        Hooks.to(receiver)
            // After a random part of a day: the second close waits for what is due soon.
            .retries(
                new RetrySchedule(
                    Duration.ofDays(3),
                    Duration.ofDays(1),
                    Duration.ofDays(1),
                    OptionalInt.empty()))
            .closeTimeout(Duration.ofSeconds(2)) // it is asked again within a minute
            .build();
    try (FileStore store = open(false, patient)) {
      IntStream.range(0, 50).forEach(i -> store.write("f" + i, "x"));
    }
    assertThat(there.list("")).isEmpty();
    receiver.answer(new OpenHandsReceiver(there));
    try (FileStore store = open(false, Hooks.to(receiver).build())) {
      store.write("last", "x");
    }
    assertThat(there.list("")).as("what was never tried").hasSizeGreaterThan(30);
  }

  @Test
  void aWriteThatWaitsReturnsWhenTheReceiverHasIt() {
    receiver.answer(new OpenHandsReceiver(there));
    try (FileStore store = open(true, Hooks.to(receiver).waits(true).build())) {
      store.write("a", "1");
      assertThat(there.readString("a")).isEqualTo("1");
      store.delete("a");
      assertThat(there.exists("a")).isFalse();
    }
  }

  @Test
  void aDeadReceiverHoldsUpNoOther() throws InterruptedException {
    try (FakeReceiver dead = new FakeReceiver()) {
      dead.answer(request -> Reply.hang());
      receiver.answer(new OpenHandsReceiver(there));
      WebHook first = Hooks.to(dead).closeTimeout(Duration.ofMillis(1)).build();
      try (FileStore store =
          new WebHookFileStore(
              new InMemoryFileStore(),
              new InMemoryEventLog(),
              List.of(first, Hooks.to(receiver).build()))) {
        store.write("a", "1");
        receiver.await(1);
      }
      assertThat(there.readString("a")).isEqualTo("1");
    }
  }
}
