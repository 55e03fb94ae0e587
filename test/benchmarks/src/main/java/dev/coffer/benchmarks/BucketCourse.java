package dev.coffer.benchmarks;

import dev.coffer.testkit.ChaosProxy;
import java.io.Closeable;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A bucket through Coffer, the bare client and others: next to the server and away from it. The
 * creator of a course provides an empty bucket.
 */
final class BucketCourse {
  private static final Duration ONE_WAY = Duration.ofMillis(10);

  /** Two clients in one process: it takes thousands of calls until both are compiled. */
  private static final int WARMER = 10;

  private final CofferFiles maker;
  private final Scale scale;
  private final Consumer<Row> own;
  private final Consumer<Row> peers;
  private final List<String> files;

  /**
   * The limits for Coffer compared with the bare client.
   *
   * @param write of a small file
   * @param readMany of many small files
   * @param upload of a large file
   */
  record Targets(Target write, Target readMany, Target upload) {}

  /** Opens the contestants. */
  interface Entry {
    Entrants at(URI endpoint);
  }

  /**
   * Creates a course.
   *
   * @param maker creates the files; open for the duration of the course
   */
  BucketCourse(CofferFiles maker, Scale scale, Consumer<Row> own, Consumer<Row> peers) {
    this.maker = maker;
    this.scale = scale;
    this.own = own;
    this.peers = peers;
    this.files = Tasks.paths("many/", scale.many());
  }

  private static Map<String, byte[]> contents(List<String> paths) {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    paths.forEach(path -> contents.put(path, Tasks.content()));
    return contents;
  }

  /** Runs it next to the server. */
  void near(URI endpoint, Entry entry, Targets targets) throws Exception {
    fill();
    Entrants entrants = entry.at(endpoint);
    warmUp(entrants);
    new Place(entrants, "", scale.remote().near(), targets).run();
  }

  /** Runs it with latency in both directions. */
  void away(URI endpoint, Entry entry, Targets targets) throws Exception {
    fill();
    try (ChaosProxy line = new ChaosProxy(endpoint)) {
      Entrants entrants = entry.at(line.uri());
      warmUp(entrants);
      line.latency(ONE_WAY);
      Place place = new Place(entrants, ", 10 ms away", scale.remote().away(), targets);
      place.run();
      place.roundTrips();
    }
  }

  /** Each round of work on many files takes seconds: the JVM would compile while they count. */
  private void warmUp(Entrants entrants) throws Exception {
    int rounds = scale.remote().near().bulk().warmUps() * WARMER;
    Map<String, byte[]> passing = contents(Tasks.paths("passing/", scale.many()));
    try (Peers<AllFiles> all = entrants.all();
        Peers<LargeWrites> senders = entrants.senders()) {
      for (int i = 0; i < rounds; i++) {
        for (AllFiles each : all.opened()) {
          each.readAll(files);
          each.list("listed");
          if (i % 4 == 0) {
            each.writeAll(passing);
            each.deleteDirectory("passing");
          }
        }
        if (i % 4 == 0) {
          for (LargeWrites each : senders.opened()) {
            each.streamIn("streamed/large", new LargeContent(scale.remote().streamed()));
          }
        }
      }
    }
  }

  private void fill() {
    maker.writeAll(contents(files));
    maker.writeAll(contents(Tasks.paths("listed/", scale.remote().listed())));
  }

  /** From where the bucket is used. */
  private final class Place {
    private final Entrants entrants;
    private final String where;
    private final Scale.Paces paces;
    private final Targets targets;

    Place(Entrants entrants, String where, Scale.Paces paces, Targets targets) {
      this.entrants = entrants;
      this.where = where;
      this.paces = paces;
      this.targets = targets;
    }

    void run() throws Exception {
      singles(paces.single().warmer(WARMER));
      many();
      upload();
    }

    private void singles(Pace pace) throws Exception {
      try (Peers<AllFiles> both = entrants.two();
          Crew alone = new Crew(1)) {
        Race<AllFiles> race = race(both);
        race.run("read 1 KiB" + where, 1.05, pace, Tasks.read(alone, files));
        race.run("stat" + where, 1.05, pace, Tasks.stat(files));
        race.run("write 1 KiB" + where, targets.write(), pace, Tasks.overwrite(alone));
      }
    }

    private <S extends Closeable> Race<S> race(Peers<S> contestants) {
      Race<S> race = new Race<>(own);
      contestants.enter(race);
      return race;
    }

    private void many() throws Exception {
      int listed = scale.remote().listed();
      try (Peers<AllFiles> all = entrants.all()) {
        Race<AllFiles> race = race(all);
        measure(race, "read %,d", files.size(), targets.readMany(), Tasks.readAll(files));
        measure(race, "list %,d", listed, Target.none(), Tasks.list("listed", listed));
        Map<AllFiles, AllFiles> makers = new LinkedHashMap<>();
        all.opened().forEach(each -> makers.put(each, maker));
        measure(
            race, "delete %,d", files.size(), Target.none(), Tasks.delete(makers, 1, files.size()));
      }
    }

    private void upload() throws Exception {
      upload("", entrants.senders());
      Optional<Peers<LargeWrites>> withCrc32 = entrants.sendersWithCrc32();
      if (withCrc32.isPresent()) {
        upload(", crc32", withCrc32.get());
      }
    }

    private void upload(String how, Peers<LargeWrites> senders) throws Exception {
      long size = scale.remote().streamed();
      try (senders) {
        measure(
            race(senders),
            "upload %,d MiB" + how,
            size >> 20,
            targets.upload(),
            Tasks.streamIn(size));
      }
    }

    private <S> void measure(
        Race<S> race, String work, long count, Target target, Task<? super S> task)
        throws Exception {
      String name = String.format(Locale.ROOT, work, count) + where;
      Laps laps = race.laps(name, paces.bulk(), task);
      laps.rows(Target.none()).forEach(peers);
      own.accept(laps.own(target));
      own.accept(laps.againstTheBest());
    }

    /** Returns the minimum time of many calls, with as many at once as Coffer makes. */
    void roundTrips() throws Exception {
      int trips = (files.size() + ThreadedFiles.THREADS - 1) / ThreadedFiles.THREADS;
      List<String> first = files.subList(0, trips);
      try (Peers<AllFiles> both = entrants.two()) {
        Race<AllFiles> race = race(both);
        AllFiles bare = both.opened().get(0);
        String beside = String.format(Locale.ROOT, " of %,d, beside %d reads", files.size(), trips);
        race.run(
            "readAll" + beside + where,
            1.3,
            paces.bulk(),
            (of, directory, calls) -> Tasks.readAll(of == bare ? first : files).run(of, "", 1));
        Map<String, byte[]> contents = contents(files);
        race.run(
            "writeAll" + beside + where,
            1.3,
            paces.bulk(),
            (of, directory, calls) -> {
              if (of == bare) {
                of.readAll(first);
              } else {
                of.writeAll(contents);
              }
            });
      }
    }
  }
}
