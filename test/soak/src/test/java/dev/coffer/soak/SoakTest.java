package dev.coffer.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileStore;
import dev.coffer.config.FileStores;
import dev.coffer.event.FileEventLog;
import dev.coffer.event.ReceiverState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three processes of agents on one store, two of which are killed again and again; a receiver that
 * is away now and then; a disk that is full now and then; an operator who reads, deletes and
 * prunes. At the end nothing is lost, doubled, mixed or held, and the replica is as the store.
 */
class SoakTest {
  private static final Duration DRAIN = Duration.ofMinutes(10);
  private static final long MEBIBYTE = 1 << 20;

  /**
   * The store and its replica each keep up to 128 directories in use and 32 on the way to them
   * open, with three descriptors each; the rest is the process.
   */
  private static final long MOST_DESCRIPTORS = 2 * 160 * 3 + 190;

  /** Workers come when there is much to do, and go when they have nothing to do for a while. */
  private static final long MOST_THREADS = 150;

  private static final int ENOUGH_LOOKS = 16;

  /** How long a process lives that is not killed. */
  private static final Duration BETWEEN_RELEASES = Duration.ofMinutes(4);

  @TempDir Path directory;

  private final SplittableRandom random = new SplittableRandom(1);
  private int kills;
  private int deaths;
  private Instant released = Instant.now();
  private int restarts;
  private long waiting;

  @Test
  void nothingIsLostDoubledMixedOrHeld() throws Exception {
    Instant end = Instant.now().plus(Duration.ofSeconds(Math.round(60 * minutes())));
    try (FlappingReceiver receiver = new FlappingReceiver();
        SmallDisk disk = new SmallDisk(directory.resolve("disk"))) {
      Stage stage = new Stage(directory, receiver.uri(), System.currentTimeMillis());
      Path journal = Files.createDirectories(stage.journal("").normalize());
      Journals journals = new Journals(journal);
      Inspector inspector = new Inspector(journals);
      Operator operator = new Operator(stage, journals, inspector);
      run(stage, operator, disk, end);
      receiver.stay();
      journals.read();
      inspect(stage, inspector, journals, receiver);
      System.out.println(report(journals, inspector, receiver, disk, operator));
      assertThat(inspector.wrong()).isEmpty();
      assertThat(journals.wrong()).isEmpty();
      assertThat(receiver.wrong()).isEmpty();
      assertThat(deaths).as("processes that ended before they were killed").isZero();
      assertNothingIsHeld(journals);
      assertNothingIsStaged(stage);
    }
  }

  private static double minutes() {
    return Double.parseDouble(System.getProperty("soak.minutes", "2"));
  }

  private void run(Stage stage, Operator operator, SmallDisk disk, Instant end) throws Exception {
    List<AgentsProcess> processes = new ArrayList<>();
    ExecutorService beside = Executors.newSingleThreadExecutor();
    try {
      for (String name : List.of("p", "q", "r")) {
        processes.add(new AgentsProcess(stage, name));
      }
      Future<?> visits = beside.submit(() -> operator.visitUntil(end));
      while (Instant.now().isBefore(end) && !visits.isDone()) {
        Thread.sleep(2_000 + random.nextInt(3_000));
        disturb(processes, disk);
      }
      visits.get();
      for (AgentsProcess process : processes) {
        assertThat(process.end()).as("a process ends by itself").isTrue();
      }
    } finally {
      beside.shutdownNow();
      processes.forEach(AgentsProcess::destroy);
    }
  }

  /** The first process lives for minutes, to show what it holds, and ends by itself. */
  private void disturb(List<AgentsProcess> processes, SmallDisk disk)
      throws IOException, InterruptedException {
    int dice = random.nextInt(10);
    if (dice < 5) {
      deaths += processes.get(1 + dice % 2).kill() ? 0 : 1;
      kills++;
    } else if (dice < 7) {
      disk.fill();
    } else if (released.plus(BETWEEN_RELEASES).isBefore(Instant.now())) {
      released = Instant.now();
      restarts++;
      assertThat(processes.get(0).restart()).as("a process ends by itself").isTrue();
    }
  }

  private void inspect(
      Stage stage, Inspector inspector, Journals journals, FlappingReceiver receiver)
      throws InterruptedException {
    try (FileStore store = stage.open();
        FileStore copy = FileStores.open("file:" + stage.copy())) {
      drain(store);
      journals.conversations().stream()
          .filter(conversation -> Operator.isThere(store, conversation))
          .forEach(conversation -> inspector.close(store, conversation));
      inspector.files(store);
      inspector.receiver(store, receiver.etags());
      inspector.replica(store, copy);
    }
  }

  private void drain(FileStore store) throws InterruptedException {
    FileEventLog log = store.unwrap(FileEventLog.class).orElseThrow();
    Instant end = Instant.now().plus(DRAIN);
    waiting = pending(log);
    while (pending(log) > 0) {
      assertThat(Instant.now()).as("%s", log.receivers()).isBefore(end);
      Thread.sleep(100);
    }
    assertThat(log.receivers())
        .hasSize(2)
        .allSatisfy(state -> assertThat(state.dead()).as("%s", state).isZero());
  }

  private static long pending(FileEventLog log) {
    return log.receivers().stream().mapToLong(ReceiverState::pending).sum();
  }

  private String report(
      Journals journals,
      Inspector inspector,
      FlappingReceiver receiver,
      SmallDisk disk,
      Operator operator) {
    return String.join(
        "\n",
        "soak: " + minutes() + " minutes",
        "changes of files acknowledged: " + journals.changes(),
        "events appended: " + journals.events(),
        "calls that failed: " + journals.failures(),
        "processes killed: " + kills,
        "times the disk was full: " + disk.timesFull(),
        "processes started anew: " + restarts,
        "prunes: " + operator.prunes(),
        "files of the replica: " + inspector.copied(),
        "changes announced: " + receiver.events() + ", twice: " + receiver.doubles(),
        "requests that the receiver refused: " + receiver.refused(),
        "announcements that waited at the end: " + waiting,
        "conversations looked at: " + inspector.conversations());
  }

  /** Of a process that lived on, the last look beside one in the middle of its life. */
  private static void assertNothingIsHeld(Journals journals) {
    for (List<Journals.Held> looks : journals.held()) {
      Journals.Held half = looks.get(looks.size() / 2);
      Journals.Held last = looks.get(looks.size() - 1);
      assertThat(last.descriptors()).isLessThan(MOST_DESCRIPTORS);
      assertThat(last.threads()).isLessThan(MOST_THREADS);
      if (looks.size() >= ENOUGH_LOOKS) {
        System.out.println("held: " + half + " and " + last);
        assertThat(last.heap()).isLessThan(half.heap() + 24 * MEBIBYTE);
      }
    }
  }

  /** What killed processes left goes with the next write. */
  private static void assertNothingIsStaged(Stage stage) throws IOException {
    try (FileStore store = stage.open()) {
      store.write("last", "");
    }
    try (Stream<Path> staged = Files.walk(stage.files().resolve(".coffer/staging"))) {
      assertThat(staged.filter(Files::isRegularFile)).isEmpty();
    }
  }
}
