package dev.coffer.benchmarks;

import dev.coffer.testkit.ChaosProxy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A bucket through Coffer, the bare SDK and other libraries: next to the server and away from it.
 */
final class S3Course {
  private static final Duration ONE_WAY = Duration.ofMillis(10);

  private final S3Server server;
  private final Scale scale;
  private final Consumer<Row> own;
  private final Consumer<Row> peers;
  private final List<String> files;

  S3Course(S3Server server, Scale scale, Consumer<Row> own, Consumer<Row> peers) {
    this.server = server;
    this.scale = scale;
    this.own = own;
    this.peers = peers;
    this.files = paths("many/", scale.many());
  }

  private static List<String> paths(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i + ".json").toList();
  }

  /** Next to the server. */
  void near() throws Exception {
    try (S3Bucket bucket = new S3Bucket(server.newBucket())) {
      fill(bucket.maker());
      new Place(bucket, bucket.access(), "", scale.remote().near()).run(0.85);
    }
  }

  /** Away from it. */
  void away() throws Exception {
    try (S3Bucket bucket = new S3Bucket(server.newBucket());
        ChaosProxy line = new ChaosProxy(bucket.access().endpoint())) {
      fill(bucket.maker());
      line.latency(ONE_WAY);
      S3Access access = bucket.access().through(line.uri());
      Place away = new Place(bucket, access, ", 10 ms away", scale.remote().away());
      away.run(0.55);
      away.roundTrips();
    }
  }

  private void fill(CofferFiles maker) {
    maker.writeAll(contents(files));
    maker.writeAll(contents(paths("listed/", scale.remote().listed())));
  }

  private static Map<String, byte[]> contents(List<String> paths) {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    paths.forEach(path -> contents.put(path, Tasks.content()));
    return contents;
  }

  /** From where the bucket is used. */
  private final class Place {
    private final S3Bucket bucket;
    private final S3Access access;
    private final String where;
    private final Scale.Paces paces;

    Place(S3Bucket bucket, S3Access access, String where, Scale.Paces paces) {
      this.bucket = bucket;
      this.access = access;
      this.where = where;
      this.paces = paces;
    }

    void run(double writeTarget) throws Exception {
      singles(paces.single(), writeTarget);
      many();
      uploads();
    }

    private void singles(Pace pace, double writeTarget) throws Exception {
      try (Peers<AllFiles> both = new Peers<>();
          Crew alone = new Crew(1)) {
        Race<AllFiles> race = sdkAndCoffer(both);
        race.run("read 1 KiB" + where, 1.05, pace, Tasks.read(alone, files));
        race.run("stat" + where, 1.05, pace, Tasks.stat(files));
        race.run("write 1 KiB" + where, writeTarget, pace, Tasks.overwrite(alone));
      }
    }

    private Race<AllFiles> sdkAndCoffer(Peers<AllFiles> both) throws Exception {
      Race<AllFiles> race = new Race<>(own);
      both.with("SDK", () -> new SdkFiles(access)).with("Coffer", access::coffer).enter(race);
      return race;
    }

    /** What many calls take at least, as many at once as Coffer makes: one waits for another. */
    void roundTrips() throws Exception {
      int trips = (files.size() + ThreadedFiles.THREADS - 1) / ThreadedFiles.THREADS;
      List<String> first = files.subList(0, trips);
      try (Peers<AllFiles> both = new Peers<>()) {
        Race<AllFiles> race = sdkAndCoffer(both);
        AllFiles sdk = both.opened().get(0);
        String beside = String.format(Locale.ROOT, " of %,d, beside %d reads", files.size(), trips);
        race.run("readAll" + beside + where, 1.3, paces.bulk(), readAll(sdk, first));
        Map<String, byte[]> contents = contents(files);
        race.run(
            "writeAll" + beside + where,
            1.3,
            paces.bulk(),
            (of, directory, calls) -> {
              if (of == sdk) {
                of.readAll(first);
              } else {
                of.writeAll(contents);
              }
            });
      }
    }

    private Task<AllFiles> readAll(AllFiles sdk, List<String> first) {
      return (of, directory, calls) -> Tasks.readAll(of == sdk ? first : files).run(of, "", 1);
    }

    private Peers<AllFiles> everyone() throws Exception {
      return new Peers<AllFiles>()
          .with("SDK", () -> new SdkFiles(access))
          .with("Coffer", access::coffer)
          .with("jclouds", () -> JcloudsFiles.inBucket(access))
          .with("OpenDAL", () -> OpenDalFiles.inBucket(access));
    }

    private void many() throws Exception {
      int listed = scale.remote().listed();
      try (Peers<AllFiles> all = everyone()) {
        Race<AllFiles> race = new Race<>(own);
        all.enter(race);
        measure(race, "read %,d", files.size(), readTarget(), Tasks.readAll(files));
        measure(race, "list %,d", listed, OptionalDouble.empty(), Tasks.list("listed", listed));
        Map<AllFiles, AllFiles> makers = new LinkedHashMap<>();
        all.opened().forEach(each -> makers.put(each, bucket.maker()));
        Task<AllFiles> delete = Tasks.delete(makers, 1, files.size());
        measure(race, "delete %,d", files.size(), OptionalDouble.empty(), delete);
      }
    }

    /** Next to the server the processors are the limit and not the way. */
    private OptionalDouble readTarget() {
      return where.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(1 / 57.0);
    }

    private void uploads() throws Exception {
      long size = scale.remote().streamed();
      try (Peers<LargeWrites> all = new Peers<>()) {
        all.with("SDK", () -> new SdkFiles(access))
            .with("Coffer", access::coffer)
            .with("jclouds", () -> JcloudsFiles.inBucket(access))
            .with("OpenDAL", () -> OpenDalFiles.inBucket(access))
            .with("S3TransferManager", () -> new TransferManagerWrites(access));
        Race<LargeWrites> race = new Race<>(own);
        all.enter(race);
        measure(race, "upload %,d MiB", size >> 20, OptionalDouble.of(0.5), Tasks.streamIn(size));
      }
    }

    private <S> void measure(
        Race<S> race, String work, long count, OptionalDouble target, Task<? super S> task)
        throws Exception {
      String name = String.format(Locale.ROOT, work, count) + where;
      Laps laps = race.laps(name, paces.bulk(), task);
      laps.rows(OptionalDouble.empty()).forEach(peers);
      own.accept(laps.own(target));
      own.accept(laps.againstTheBest());
    }
  }
}
