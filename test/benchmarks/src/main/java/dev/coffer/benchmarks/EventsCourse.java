package dev.coffer.benchmarks;

import dev.coffer.FileStore;
import dev.coffer.delivery.BatchPolicy;
import dev.coffer.delivery.Outbox;
import dev.coffer.event.FileEventLog;
import dev.coffer.event.InMemoryEventLog;
import dev.coffer.local.Durability;
import dev.coffer.local.LocalFileStore;
import dev.coffer.testkit.FakeReceiver;
import dev.coffer.testkit.Reply;
import dev.coffer.webhook.BatchedWebHookFileStore;
import dev.coffer.webhook.WebHook;
import dev.coffer.webhook.WebHookFileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * The cost of announcing changes compared with the store alone, and the events per second of a
 * receiver.
 */
final class EventsCourse {
  private static final double EVENTS_A_SECOND = 20_000;
  private static final double NANOS = 1e9;

  /** What is compared here is new code and much of it, which the JVM has to compile first. */
  private static final int WARMER = 10;

  private final Path directory;
  private final Scale scale;
  private final Consumer<Row> rows;

  EventsCourse(Path directory, Scale scale, Consumer<Row> rows) {
    this.directory = directory;
    this.scale = scale;
    this.rows = rows;
  }

  void run() throws Exception {
    try (FakeReceiver receiver = new FakeReceiver()) {
      writes(receiver, 1, 1.6);
      writes(receiver, 16, 1.2);
      slowest(receiver);
      deliveries(receiver);
    }
  }

  private FileStore files(String name) throws Exception {
    return new LocalFileStore(
        Files.createDirectories(directory.resolve("events-" + name)), Durability.FULL);
  }

  private static WebHook hook(FakeReceiver receiver) {
    return WebHook.builder(receiver.uri() + "/").closeTimeout(Duration.ofMinutes(1)).build();
  }

  private FileEventLog outbox(String name) {
    return new Outbox(directory.resolve("outbox-" + name).resolve("outbox.db"));
  }

  private FileStore announced(String name, FileEventLog log, FakeReceiver receiver)
      throws Exception {
    return new BatchedWebHookFileStore(files(name), log, List.of(hook(receiver)));
  }

  private void writes(FakeReceiver receiver, int threads, double durable) throws Exception {
    String name = "write" + threads;
    String work = "write 1 KiB, full, " + threads + (threads == 1 ? " thread" : " threads");
    Pace syncs = scale.syncs().warmer(WARMER);
    Pace pace = threads == 1 ? syncs : syncs.of(scale.shared());
    try (CofferFiles alone = new CofferFiles(files(name));
        CofferFiles memory =
            new CofferFiles(announced(name + "-memory", new InMemoryEventLog(), receiver));
        CofferFiles outbox = new CofferFiles(announced(name + "-outbox", outbox(name), receiver));
        Crew crew = new Crew(threads)) {
      race(alone)
          .with("Coffer", memory)
          .run(work + ", outbox=memory", 1.05, pace, Tasks.write(crew));
      race(alone)
          .with("Coffer", outbox)
          .run(work + ", outbox=durable", durable, pace, Tasks.write(crew));
    }
    receiver.forget();
  }

  private Race<AllFiles> race(CofferFiles alone) {
    return new Race<AllFiles>(rows).with("alone", alone);
  }

  /** The slowest of a hundred writes, with a dead receiver and a live one. */
  private void slowest(FakeReceiver receiver) throws Exception {
    try (FakeReceiver dead = new FakeReceiver();
        FileStore live = single("live", receiver);
        FileStore other = single("dead", dead)) {
      dead.answer(request -> Reply.end());
      int calls = scale.syncs().calls() * scale.syncs().rounds() * 3;
      int warmUps = scale.syncs().calls() * scale.syncs().warmUps() * WARMER;
      double[][] nanos = new double[2][calls];
      for (int i = -warmUps; i < calls; i++) {
        double[] pair =
            i % 2 == 0
                ? new double[] {timed(live, i), timed(other, i)}
                : reversed(timed(other, i), timed(live, i));
        if (i >= 0) {
          nanos[0][i] = pair[0];
          nanos[1][i] = pair[1];
        }
      }
      double ratio = p99(nanos[1]) / p99(nanos[0]);
      rows.accept(
          row("slowest of 100 writes, dead receiver", p99(nanos[0]), p99(nanos[1]), ratio, 1.2));
    }
    receiver.forget();
  }

  private static double[] reversed(double second, double first) {
    return new double[] {first, second};
  }

  private FileStore single(String name, FakeReceiver receiver) throws Exception {
    WebHook hook = WebHook.builder(receiver.uri() + "/").closeTimeout(Duration.ofMillis(1)).build();
    return new WebHookFileStore(files(name), outbox(name), List.of(hook));
  }

  private static double timed(FileStore store, int i) {
    long start = System.nanoTime();
    store.write("d/" + i, Tasks.content());
    return System.nanoTime() - start;
  }

  private static double p99(double[] nanos) {
    double[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return sorted[(int) (sorted.length * 0.99)];
  }

  private static Row row(String work, double raw, double nanos, double ratio, double target) {
    return new Row(work, "Coffer", raw, nanos, ratio, ratio, ratio, Target.ratio(target));
  }

  /** The events of existing files are in the outbox; their delivery is timed. */
  private void deliveries(FakeReceiver receiver) throws Exception {
    int events = scale.most() / 2;
    receiver.answer(request -> Reply.hang());
    try (FileStore store = rated(receiver, Duration.ofHours(1), Duration.ZERO);
        Crew crew = new Crew(32)) {
      crew.run(events, i -> store.write("d" + i % 100 + "/" + i, "event " + i));
    }
    receiver.answer(request -> Reply.status(200));
    long start = System.nanoTime();
    rated(receiver, Duration.ZERO, Duration.ofMinutes(5)).close();
    double nanos = (System.nanoTime() - start) / (double) events;
    double most = NANOS / EVENTS_A_SECOND;
    String work = String.format(Locale.ROOT, "deliver %,d events in batches", events);
    rows.accept(row(work, most, nanos, nanos / most, 1.0));
    receiver.forget();
  }

  private FileStore rated(FakeReceiver receiver, Duration wait, Duration closeTimeout)
      throws Exception {
    FileStore files =
        new LocalFileStore(
            Files.createDirectories(directory.resolve("events-rate")), Durability.NONE);
    WebHook hook =
        WebHook.builder(receiver.uri() + "/rate")
            .batch(new BatchPolicy(wait, wait, 1 << 20))
            .closeTimeout(closeTimeout)
            .build();
    return new BatchedWebHookFileStore(files, outbox("rate"), List.of(hook));
  }
}
