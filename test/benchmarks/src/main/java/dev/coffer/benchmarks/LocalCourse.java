package dev.coffer.benchmarks;

import dev.coffer.local.Durability;
import dev.coffer.local.LocalFileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** The local store against the plain calls of the same promise. */
final class LocalCourse {
  private static final String RAW = "raw";
  private static final String COFFER = "Coffer";

  private final Path directory;
  private final Scale scale;
  private final Consumer<Row> rows;

  LocalCourse(Path directory, Scale scale, Consumer<Row> rows) {
    this.directory = directory;
    this.scale = scale.warmer();
    this.rows = rows;
  }

  /** Runs all. What frees files comes last: some file systems are slow to make new ones near by. */
  void run() throws Exception {
    control();
    for (Durability durability : Durability.values()) {
      writes(durability);
    }
    reads();
    streams();
    for (Durability durability : Durability.values()) {
      overwrites(durability);
    }
    deletions();
  }

  /** The plain calls against themselves: the ratio shows the noise. */
  private void control() throws Exception {
    Path one = Files.createDirectories(directory.resolve("control-raw"));
    Path other = Files.createDirectories(directory.resolve("control-other"));
    try (Crew alone = new Crew(1)) {
      new Race<AllFiles>(rows)
          .with(RAW, new RawFiles(one, Durability.NONE, true))
          .with("raw again", new RawFiles(other, Durability.NONE, true))
          .run("control: write 1 KiB, none", Target.none(), scale.writes(), Tasks.write(alone));
    }
  }

  /** What one of two does in a directory of its own. */
  private interface Part {
    void run(Race<AllFiles> race) throws Exception;
  }

  private void race(String name, Durability durability, Part part) throws Exception {
    Path raw = Files.createDirectories(directory.resolve(name + "-raw"));
    Path own = Files.createDirectories(directory.resolve(name + "-coffer"));
    try (CofferFiles coffer = new CofferFiles(new LocalFileStore(own, durability))) {
      RawFiles plain = new RawFiles(raw, durability, true);
      part.run(new Race<AllFiles>(rows).with(RAW, plain).with(COFFER, coffer));
    }
  }

  private void writes(Durability durability) throws Exception {
    String word = word(durability);
    for (int threads : new int[] {1, 8, 32}) {
      race("write-" + word + threads, durability, race -> writes(race, durability, threads));
    }
    race(
        "bulk-" + word,
        durability,
        race ->
            race.run(
                String.format(Locale.ROOT, "writeAll of %,d, %s", scale.many(), word),
                durability == Durability.FULL ? Target.ratio(0.15) : Target.none(),
                durability == Durability.NONE ? scale.bulk() : scale.heavy(),
                Tasks.writeAll(scale.many())));
  }

  private static String word(Durability durability) {
    return durability.name().toLowerCase(Locale.ROOT);
  }

  private void writes(Race<AllFiles> race, Durability durability, int threads) throws Exception {
    Pace pace = threads == 1 ? pace(durability) : pace(durability).of(scale.shared());
    String work = "write 1 KiB, " + word(durability) + ", " + threadsOf(threads);
    try (Crew crew = new Crew(threads)) {
      race.run(work, writeTarget(durability, threads), pace, Tasks.write(crew));
    }
  }

  private Pace pace(Durability durability) {
    return durability == Durability.NONE ? scale.writes() : scale.syncs();
  }

  private void overwrites(Durability durability) throws Exception {
    String word = word(durability);
    race(
        "again-" + word,
        durability,
        race -> {
          try (Crew alone = new Crew(1)) {
            race.run(
                "overwrite 1 KiB, " + word,
                writeTarget(durability, 1),
                pace(durability),
                Tasks.overwrite(alone));
          }
        });
  }

  private static String threadsOf(int threads) {
    return threads == 1 ? "1 thread" : threads + " threads";
  }

  private static double writeTarget(Durability durability, int threads) {
    if (durability == Durability.NONE) {
      return 1.15;
    }
    return threads == 1 ? 1.05 : 1.0;
  }

  /** All read the same files. */
  private void reads() throws Exception {
    Path root = directory.resolve("read");
    ReadTree tree = ReadTree.make(root, scale);
    try (CofferFiles coffer = new CofferFiles(new LocalFileStore(root, Durability.NONE))) {
      RawFiles sorted = new RawFiles(root, Durability.NONE, true);
      Race<AllFiles> race = new Race<AllFiles>(rows).with(RAW, sorted).with(COFFER, coffer);
      smallReads(race, tree);
      race.run(
          String.format(Locale.ROOT, "readAll of %,d", scale.many()),
          1.0,
          scale.bulk(),
          Tasks.readAll(tree.all()));
      lists(race, tree, "");
      race.run(
          String.format(Locale.ROOT, "walk of %,d with sizes", tree.walkedFiles()),
          1.15,
          scale.bulk(),
          Tasks.walk(ReadTree.WALKED, tree.walkedFiles()));
      RawFiles unsorted = new RawFiles(root, Durability.NONE, false);
      lists(
          new Race<AllFiles>(rows).with(RAW, unsorted).with(COFFER, coffer),
          tree,
          ", raw unsorted");
    }
  }

  private void smallReads(Race<AllFiles> race, ReadTree tree) throws Exception {
    both(race, "1 directory deep", tree.shallow());
    both(race, "3 directories deep", tree.deep());
    int threads = 8;
    try (Crew crew = new Crew(threads)) {
      Pace shared = scale.reads().of(scale.reads().calls() * threads);
      race.run("read 1 KiB, 8 threads", 1.10, shared, Tasks.read(crew, tree.deep()));
    }
  }

  private void both(Race<AllFiles> race, String where, List<String> paths) throws Exception {
    try (Crew alone = new Crew(1)) {
      race.run("read 1 KiB, " + where, 1.10, scale.reads(), Tasks.read(alone, paths));
    }
    race.run("stat, " + where, 1.2, scale.reads(), Tasks.stat(paths));
  }

  private void lists(Race<AllFiles> race, ReadTree tree, String how) throws Exception {
    Target target = how.isEmpty() ? Target.ratio(1.05) : Target.none();
    race.run(
        String.format(Locale.ROOT, "list of %,d%s", scale.many(), how),
        target,
        scale.bulk(),
        Tasks.list(ReadTree.MANY, scale.many()));
    race.run(
        String.format(Locale.ROOT, "list of %,d%s", scale.most(), how),
        target,
        scale.heavy(),
        Tasks.list(ReadTree.MOST, tree.mostFiles()));
  }

  /** What is deleted was made by the same calls for both, so that it lies the same way. */
  private void deletions() throws Exception {
    Path root = Files.createDirectories(directory.resolve("delete-raw"));
    Path own = Files.createDirectories(directory.resolve("delete-coffer"));
    RawFiles plain = new RawFiles(root, Durability.NONE, true);
    try (CofferFiles coffer = new CofferFiles(new LocalFileStore(own, Durability.NONE))) {
      Race<AllFiles> race = new Race<AllFiles>(rows).with(RAW, plain).with(COFFER, coffer);
      Map<AllFiles, RawFiles> makers =
          Map.of(plain, plain, coffer, new RawFiles(own, Durability.NONE, true));
      delete(race, makers, "delete a directory of %,d", 1.05, 1);
      delete(race, makers, "delete %,d in 50 directories", 0.7, 50);
    }
  }

  private void delete(
      Race<AllFiles> race,
      Map<AllFiles, RawFiles> makers,
      String work,
      double target,
      int directories)
      throws Exception {
    int inEach = Math.max(1, scale.many() / 2 / directories);
    race.run(
        String.format(Locale.ROOT, work, inEach * directories),
        target,
        scale.bulk(),
        Tasks.delete(makers, directories, inEach));
  }

  private void streams() throws Exception {
    String size = scale.streamed() >> 20 == 1024 ? "1 GiB" : (scale.streamed() >> 20) + " MiB";
    race(
        "stream",
        Durability.FILE,
        race -> {
          race.run(
              "stream " + size + " in, file",
              1.02,
              scale.heavy(),
              Tasks.streamIn(scale.streamed()));
        });
    Path root = Files.createDirectories(directory.resolve("streamed"));
    RawFiles raw = new RawFiles(root, Durability.NONE, true);
    raw.streamIn("large", new LargeContent(scale.streamed()));
    try (CofferFiles coffer = new CofferFiles(new LocalFileStore(root, Durability.NONE))) {
      new Race<AllFiles>(rows)
          .with(RAW, raw)
          .with(COFFER, coffer)
          .run(
              "stream " + size + " out",
              1.02,
              scale.heavy(),
              Tasks.streamOut("large", scale.streamed()));
    }
  }
}
