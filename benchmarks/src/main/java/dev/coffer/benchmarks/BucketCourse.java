package dev.coffer.benchmarks;

import java.io.Closeable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** A bucket through Coffer, the bare client and others, from one place. */
final class BucketCourse {
  private final Files files;
  private final Entrants entrants;
  private final String where;
  private final Scale.Paces paces;
  private final Targets targets;
  private final Consumer<Row> own;
  private final Consumer<Row> peers;

  /**
   * What Coffer shall not exceed, as ratios to the bare client.
   *
   * @param write of a small file
   * @param readMany of many small files
   * @param upload of a large file
   */
  record Targets(double write, OptionalDouble readMany, OptionalDouble upload) {}

  /**
   * The files in the bucket.
   *
   * @param maker makes them; open as long as the course takes
   * @param scale how many
   * @param many the paths of those that are read
   */
  record Files(CofferFiles maker, Scale scale, List<String> many) {
    static Files make(CofferFiles maker, Scale scale) {
      Files files = new Files(maker, scale, paths("many/", scale.many()));
      maker.writeAll(contents(files.many));
      maker.writeAll(contents(paths("listed/", scale.remote().listed())));
      return files;
    }

    private static List<String> paths(String prefix, int count) {
      return IntStream.range(0, count).mapToObj(i -> prefix + i + ".json").toList();
    }

    private static Map<String, byte[]> contents(List<String> paths) {
      Map<String, byte[]> contents = new LinkedHashMap<>();
      paths.forEach(path -> contents.put(path, Tasks.content()));
      return contents;
    }
  }

  BucketCourse(
      Files files,
      Entrants entrants,
      String where,
      Scale.Paces paces,
      Targets targets,
      Consumer<Row> own,
      Consumer<Row> peers) {
    this.files = files;
    this.entrants = entrants;
    this.where = where;
    this.paces = paces;
    this.targets = targets;
    this.own = own;
    this.peers = peers;
  }

  void run() throws Exception {
    singles(paces.single());
    many();
    upload();
  }

  private void singles(Pace pace) throws Exception {
    try (Peers<AllFiles> both = entrants.two();
        Crew alone = new Crew(1)) {
      Race<AllFiles> race = race(both);
      race.run("read 1 KiB" + where, 1.05, pace, Tasks.read(alone, files.many()));
      race.run("stat" + where, 1.05, pace, Tasks.stat(files.many()));
      race.run("write 1 KiB" + where, targets.write(), pace, Tasks.overwrite(alone));
    }
  }

  private <S extends Closeable> Race<S> race(Peers<S> contestants) {
    Race<S> race = new Race<>(own);
    contestants.enter(race);
    return race;
  }

  private void many() throws Exception {
    OptionalDouble none = OptionalDouble.empty();
    int listed = files.scale().remote().listed();
    int many = files.many().size();
    try (Peers<AllFiles> all = entrants.all()) {
      Race<AllFiles> race = race(all);
      measure(race, "read %,d", many, targets.readMany(), Tasks.readAll(files.many()));
      measure(race, "list %,d", listed, none, Tasks.list("listed", listed));
      Map<AllFiles, AllFiles> makers = new LinkedHashMap<>();
      all.opened().forEach(each -> makers.put(each, files.maker()));
      measure(race, "delete %,d", many, none, Tasks.delete(makers, 1, many));
    }
  }

  private void upload() throws Exception {
    long size = files.scale().remote().streamed();
    try (Peers<LargeWrites> all = entrants.senders()) {
      measure(race(all), "upload %,d MiB", size >> 20, targets.upload(), Tasks.streamIn(size));
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

  /** What many calls take at least, as many at once as Coffer makes: one waits for another. */
  void roundTrips() throws Exception {
    List<String> all = files.many();
    int trips = (all.size() + ThreadedFiles.THREADS - 1) / ThreadedFiles.THREADS;
    List<String> first = all.subList(0, trips);
    try (Peers<AllFiles> both = entrants.two()) {
      Race<AllFiles> race = race(both);
      AllFiles bare = both.opened().get(0);
      String beside = String.format(Locale.ROOT, " of %,d, beside %d reads", all.size(), trips);
      race.run(
          "readAll" + beside + where,
          1.3,
          paces.bulk(),
          (of, directory, calls) -> Tasks.readAll(of == bare ? first : all).run(of, "", 1));
      Map<String, byte[]> contents = Files.contents(all);
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
