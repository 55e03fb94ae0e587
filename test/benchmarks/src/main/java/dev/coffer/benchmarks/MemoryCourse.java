package dev.coffer.benchmarks;

import dev.coffer.memory.InMemoryFileStore;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** The memory store against a map that copies. */
final class MemoryCourse {
  private static final double TARGET = 1.3;

  /** In a slice: one alone is over before the JVM has compiled what it does. */
  private static final int LISTINGS = 25;

  private final Scale scale;
  private final Consumer<Row> rows;

  MemoryCourse(Scale scale, Consumer<Row> rows) {
    this.scale = scale.warmer();
    this.rows = rows;
  }

  void run() throws Exception {
    try (CofferFiles coffer = new CofferFiles(new InMemoryFileStore());
        MapFiles map = new MapFiles();
        Crew alone = new Crew(1)) {
      Race<SmallFiles> race = new Race<SmallFiles>(rows).with("map", map).with("Coffer", coffer);
      List<String> paths = fill(List.of(coffer, map));
      race.run("memory: write 1 KiB", TARGET, scale.memory(), Tasks.overwrite(alone));
      race.run("memory: read 1 KiB", TARGET, scale.memory(), Tasks.read(alone, paths));
      race.run("memory: stat", TARGET, scale.memory(), Tasks.stat(paths));
      race.run(
          String.format(Locale.ROOT, "memory: list of %,d", scale.many()),
          TARGET,
          scale.bulk().of(LISTINGS),
          Tasks.list("many", scale.many()));
    }
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
