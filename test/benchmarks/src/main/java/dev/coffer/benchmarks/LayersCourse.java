package dev.coffer.benchmarks;

import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.audit.AuditTrail;
import dev.coffer.local.Durability;
import dev.coffer.local.LocalFileStore;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.micrometer.MicrometerListener;
import dev.coffer.observe.ObserveOptions;
import dev.coffer.observe.ObservedFileStore;
import dev.coffer.retry.RetryOptions;
import dev.coffer.retry.RetryingFileStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler.IgnoredMeters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Stores with layers around them against the same stores without. */
final class LayersCourse {
  private static final Target PASSING = Target.more(20);
  private static final Target OBSERVED = Target.more(300);
  private static final Target METERED = Target.more(1500);
  private static final Target RETRIED = Target.more(200);

  private static final int THREADS = 16;

  private final Path directory;
  private final Scale scale;
  private final Consumer<Row> rows;

  LayersCourse(Path directory, Scale scale, Consumer<Row> rows) {
    this.directory = directory;
    this.scale = scale.warmer();
    this.rows = rows;
  }

  void run() throws Exception {
    try (Crew alone = new Crew(1);
        Crew many = new Crew(THREADS)) {
      nothingAround(alone);
      observed(alone);
      withMicrometer(alone);
      observedOnDisk(alone);
      audited(many);
      retrying(alone);
    }
  }

  /** With everything switched on, and nothing that fails. */
  private void retrying(Crew alone) throws Exception {
    RetryOptions options =
        RetryOptions.DEFAULTS
            .deadline(Duration.ofSeconds(5))
            .breaker(5, Duration.ofSeconds(10))
            .concurrency(64);
    try (CofferFiles bare = new CofferFiles(new InMemoryFileStore());
        CofferFiles usual = new CofferFiles(new RetryingFileStore(new InMemoryFileStore()));
        CofferFiles all =
            new CofferFiles(new RetryingFileStore(new InMemoryFileStore(), options))) {
      List<String> paths = fill(List.of(bare, usual, all));
      Race<SmallFiles> race = race(bare).with("Coffer", usual);
      race.run("retry: read, memory", RETRIED, scale.memory(), Tasks.read(alone, paths));
      race.run("retry: stat, memory", RETRIED, scale.memory(), Tasks.stat(paths));
      race = race(bare).with("Coffer", all);
      race.run("retry, all: write, memory", RETRIED, scale.memory(), Tasks.overwrite(alone));
      race.run("retry, all: read, memory", RETRIED, scale.memory(), Tasks.read(alone, paths));
      race.run("retry, all: stat, memory", RETRIED, scale.memory(), Tasks.stat(paths));
    }
  }

  /** What it costs to pass through. */
  private void nothingAround(Crew alone) throws Exception {
    FileStore five = new InMemoryFileStore();
    for (int i = 0; i < 5; i++) {
      five = new ForwardingFileStore(five) {};
    }
    try (CofferFiles bare = new CofferFiles(new InMemoryFileStore());
        CofferFiles layered = new CofferFiles(five)) {
      List<String> paths = fill(List.of(bare, layered));
      Race<SmallFiles> race = race(bare).with("Coffer", layered);
      race.run(
          "five empty layers: read, memory", PASSING, scale.memory(), Tasks.read(alone, paths));
      race.run("five empty layers: stat, memory", PASSING, scale.memory(), Tasks.stat(paths));
    }
  }

  private void observed(Crew alone) throws Exception {
    try (CofferFiles bare = new CofferFiles(new InMemoryFileStore());
        CofferFiles layered = new CofferFiles(new ObservedFileStore(new InMemoryFileStore()))) {
      List<String> paths = fill(List.of(bare, layered));
      Race<SmallFiles> race = race(bare).with("Coffer", layered);
      race.run("observed: write, memory", OBSERVED, scale.memory(), Tasks.overwrite(alone));
      race.run("observed: read, memory", OBSERVED, scale.memory(), Tasks.read(alone, paths));
      race.run("observed: stat, memory", OBSERVED, scale.memory(), Tasks.stat(paths));
    }
  }

  /** Each operation an Observation, which becomes a timer. */
  private void withMicrometer(Crew alone) throws Exception {
    MeterRegistry meters = new SimpleMeterRegistry();
    ObservationRegistry observations = ObservationRegistry.create();
    observations
        .observationConfig()
        .observationHandler(
            new DefaultMeterObservationHandler(meters, IgnoredMeters.LONG_TASK_TIMER));
    ObserveOptions options =
        ObserveOptions.DEFAULTS.listener(new MicrometerListener(observations, meters));
    try (CofferFiles bare = new CofferFiles(new InMemoryFileStore());
        CofferFiles layered =
            new CofferFiles(new ObservedFileStore(new InMemoryFileStore(), options))) {
      List<String> paths = fill(List.of(bare, layered));
      Race<SmallFiles> race = race(bare).with("Coffer", layered);
      race.run("Micrometer: write, memory", METERED, scale.memory(), Tasks.overwrite(alone));
      race.run("Micrometer: read, memory", METERED, scale.memory(), Tasks.read(alone, paths));
      race.run("Micrometer: stat, memory", METERED, scale.memory(), Tasks.stat(paths));
    }
  }

  /** Both on the same files: where a directory lies on the disk makes a listing slower or not. */
  private void observedOnDisk(Crew alone) throws Exception {
    FileStore store = local("observed", Durability.NONE);
    try (CofferFiles bare = new CofferFiles(store);
        CofferFiles layered = new CofferFiles(new ObservedFileStore(store))) {
      List<String> paths = fill(List.of(bare));
      Race<SmallFiles> race = race(bare).with("Coffer", layered);
      race.run("observed: write, none", 1.05, scale.writes(), Tasks.write(alone));
      race.run("observed: read", 1.05, scale.reads(), Tasks.read(alone, paths));
      race.run("observed: stat", Target.none(), scale.reads(), Tasks.stat(paths));
      race.run(
          "observed: list of " + scale.many(),
          1.05,
          scale.bulk(),
          Tasks.list("many", scale.many()));
    }
  }

  private void audited(Crew many) throws Exception {
    FileStore store = local("audited", Durability.FULL);
    try (CofferFiles bare = new CofferFiles(store);
        CofferFiles layered = new CofferFiles(withTrail(store))) {
      Race<SmallFiles> race = race(bare).with("Coffer", layered);
      Pace pace = scale.syncs().of(scale.shared());
      race.run("audited: write, full, 16 threads", 1.3, pace, Tasks.write(many));
    }
  }

  private Race<SmallFiles> race(SmallFiles bare) {
    return new Race<SmallFiles>(rows).with("bare", bare);
  }

  private LocalFileStore local(String name, Durability durability) {
    return new LocalFileStore(directory.resolve("layers-" + name), durability);
  }

  private FileStore withTrail(FileStore store) throws IOException {
    AuditTrail trail =
        new AuditTrail(
            directory.resolve("layers-trail"),
            64 << 20,
            AuditTrail.OnFailure.FAIL,
            Clock.systemUTC());
    return new ObservedFileStore(store, ObserveOptions.DEFAULTS.listener(trail));
  }

  private List<String> fill(List<SmallFiles> stores) throws Exception {
    List<String> paths = Tasks.paths("many/", scale.many());
    for (SmallFiles files : stores) {
      for (String path : paths) {
        files.write(path, Tasks.content());
      }
    }
    return paths;
  }
}
