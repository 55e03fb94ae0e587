package dev.coffer.benchmarks;

import dev.coffer.FileInfo;
import dev.coffer.FileStore;
import dev.coffer.config.Assembly;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;
import dev.coffer.event.AnnouncingFileStore;
import dev.coffer.event.FileEventLog;
import dev.coffer.replicate.ConfiguredReplica;
import dev.coffer.replicate.Replication;
import dev.coffer.testkit.ChaosProxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What replicas cost: a write beside one of a store without, and the delivery of a full outbox
 * beside a copy of one file after the other, as tools for copying make it.
 */
final class ReplicasCourse {
  private static final Target WRITE = Target.ratio(1.6);
  private static final Target DELIVERY = Target.ratio(1.0);
  private static final Duration ONE_WAY = Duration.ofMillis(10);
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  /**
   * In the first thousands of writes the compiler of the JVM takes more time than the deliveries.
   */
  private static final int WARMER = 50;

  private static final int WRITERS = 32;

  private final Path directory;
  private final Scale scale;
  private final Consumer<Row> rows;

  ReplicasCourse(Path directory, Scale scale, Consumer<Row> rows) {
    this.directory = directory;
    this.scale = scale;
    this.rows = rows;
  }

  void run() throws Exception {
    String unsynced = "?durability=none";
    writes("to this disk", 1, WRITE, uri("beside1") + unsynced, Map.of());
    writes("to this disk", 16, Target.none(), uri("beside16") + unsynced, Map.of());
    deliveries("directory", uri("copies") + "?durability=none", uri("again"), Map.of());
    try (S3Server server = S3Server.open()) {
      away(server.newBucket());
    }
  }

  private void away(S3Access near) throws Exception {
    try (SdkFiles sdk = new SdkFiles(near);
        ChaosProxy line = new ChaosProxy(near.endpoint())) {
      sdk.createBucket();
      line.latency(ONE_WAY);
      S3Access access = near.through(line.uri());
      writes("to a bucket, 10 ms away", 1, WRITE, access.uri("beside"), access.environment());
      deliveries(
          "bucket, 10 ms away", access.uri("copies"), access.uri("again"), access.environment());
    }
  }

  private String uri(String name) {
    return directory.resolve("replicas-" + name).toUri().toString();
  }

  private FileStore open(String name, Map<String, String> options, Map<String, String> from) {
    FileStoreConfig.Builder config = FileStoreConfig.builder().uri(uri(name)).environment(from);
    options.forEach(config::option);
    return FileStores.open(config.option("durability", "full").build());
  }

  private void writes(
      String where, int threads, Target target, String replica, Map<String, String> environment)
      throws Exception {
    String name = where.replaceAll("\\W+", "-") + threads;
    String work = "replicas: write 1 KiB, full, " + where + ", " + threads;
    Pace syncs = scale.syncs().warmer(WARMER);
    Map<String, String> replicas = Map.of("replicas", replica, "replication.close-timeout", "0s");
    try (CofferFiles alone = new CofferFiles(open("alone-" + name, Map.of(), Map.of()));
        CofferFiles replicated = new CofferFiles(open("primary-" + name, replicas, environment));
        Crew crew = new Crew(threads)) {
      new Race<AllFiles>(rows)
          .with("without", alone)
          .with("Coffer", replicated)
          .run(
              work + (threads == 1 ? " thread" : " threads"),
              target,
              threads == 1 ? syncs : syncs.of(scale.shared()),
              Tasks.write(crew));
    }
  }

  /** The changes are in the outbox; their delivery is timed, and then a copy of the same files. */
  private void deliveries(
      String where, String replica, String again, Map<String, String> environment)
      throws Exception {
    int files = scale.many();
    FileStoreConfig primary =
        FileStoreConfig.builder()
            .uri(uri("full-" + where.replaceAll("\\W+", "-")))
            .environment(environment)
            .option("durability", "none")
            .option("replicas", replica)
            .build();
    fill(FileStores.assembly(primary), files);
    double delivered = deliver(primary) / files;
    double copied = copy(primary, again, environment) / files;
    String work = String.format(Locale.ROOT, "replicas: deliver %,d files to a %s", files, where);
    double ratio = delivered / copied;
    rows.accept(new Row(work, "Coffer", copied, delivered, ratio, ratio, ratio, DELIVERY));
  }

  /** Writes files and announces them, while nobody delivers. */
  private static void fill(Assembly primary, int files) throws Exception {
    ConfiguredReplica replica = ConfiguredReplica.of(primary).get(0);
    FileEventLog log = replica.openLog();
    log.queue(replica.name()).close();
    byte[] bytes = Tasks.content();
    try (FileStore store =
            new AnnouncingFileStore(FileStores.open(primary.without("events")), log);
        Crew crew = new Crew(WRITERS)) {
      crew.run(files, i -> store.write("d" + i % 100 + "/" + i, bytes));
    }
  }

  private static double deliver(FileStoreConfig primary) {
    long start = System.nanoTime();
    try (FileStore store = FileStores.open(primary)) {
      Replication state = store.unwrap(Replication.class).orElseThrow();
      while (state.replicas().stream().anyMatch(one -> one.pending() > 0)) {
        LockSupport.parkNanos(LOOK_NANOS);
      }
      return System.nanoTime() - start;
    }
  }

  private static double copy(
      FileStoreConfig primary, String target, Map<String, String> environment) {
    try (FileStore from = FileStores.open(FileStores.assembly(primary).without("events"));
        FileStore to =
            FileStores.open(
                FileStoreConfig.builder().uri(target).environment(environment).build());
        Stream<FileInfo> files = from.walk("")) {
      long start = System.nanoTime();
      for (FileInfo file : (Iterable<FileInfo>) files::iterator) {
        String path = file.path().toString();
        to.write(path, from.readBytes(path));
      }
      return System.nanoTime() - start;
    }
  }
}
