package dev.coffer.benchmarks;

import dev.coffer.Content;
import dev.coffer.FileStore;
import dev.coffer.cache.CacheOptions;
import dev.coffer.cache.CachingFileStore;
import dev.coffer.cache.DiskCacheOptions;
import dev.coffer.local.Durability;
import dev.coffer.local.LocalFileStore;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.testkit.SlowFileStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * A cache against what it stands in front of, and what it finds against the plain file: in memory,
 * on disk, not at all, and a whole directory behind a slow network.
 */
final class CacheCourse {
  private static final Target HIT = Target.more(300);
  private static final Target ON_DISK = Target.ratio(1.3);
  private static final Target MISS = Target.ratio(1.03);
  private static final int DIRECTORY = 2000;
  private static final long AWAY_MILLIS = 20;

  private final Path directory;
  private final Scale scale;
  private final Consumer<Row> rows;

  CacheCourse(Path directory, Scale scale, Consumer<Row> rows) {
    this.directory = directory;
    this.scale = scale.warmer();
    this.rows = rows;
  }

  void run() throws Exception {
    try (Crew alone = new Crew(1)) {
      inMemory(alone);
      onDisk(alone);
      missing(alone);
    }
    away();
  }

  private Path made(String name) throws IOException {
    return Files.createDirectories(directory.resolve(name));
  }

  private FileStore local(String name) throws IOException {
    return new LocalFileStore(made(name), Durability.NONE);
  }

  /** What memory has anyway: the reference gives its array without looking whether it is young. */
  private void inMemory(Crew alone) throws Exception {
    try (CofferFiles bare = new CofferFiles(new InMemoryFileStore());
        CofferFiles cached =
            new CofferFiles(new CachingFileStore(local("cache-hit"), CacheOptions.DEFAULTS))) {
      List<String> paths = fill(bare, cached);
      new Race<SmallFiles>(rows)
          .with("memory", bare)
          .with("Coffer", cached)
          .run("cache: read, in memory", HIT, scale.memory(), Tasks.read(alone, paths));
    }
  }

  /** Memory has room for one file, so that each read is one of the disk, and a check. */
  private void onDisk(Crew alone) throws Exception {
    DiskCacheOptions files = new DiskCacheOptions(made("cache-disk"), 1L << 30, "benchmark");
    CacheOptions options = CacheOptions.DEFAULTS.maxSize(3000).disk(files);
    try (SmallFiles raw = new RawFiles(made("cache-raw"), Durability.NONE, true);
        CofferFiles cached =
            new CofferFiles(new CachingFileStore(new InMemoryFileStore(), options))) {
      List<String> paths = fill(raw, cached);
      new Race<SmallFiles>(rows)
          .with("plain file", raw)
          .with("Coffer", cached)
          .run("cache: read, on disk", ON_DISK, scale.reads(), Tasks.read(alone, paths));
    }
  }

  private void missing(Crew alone) throws Exception {
    FileStore store = local("cache-miss");
    CacheOptions options = CacheOptions.DEFAULTS.maxSize(3000);
    try (CofferFiles bare = new CofferFiles(store);
        CofferFiles cached = new CofferFiles(new CachingFileStore(store, options))) {
      List<String> paths = fill(bare);
      new Race<SmallFiles>(rows)
          .with("without", bare)
          .with("Coffer", cached)
          .run("cache: read, not there", MISS, scale.reads(), Tasks.read(alone, paths));
    }
  }

  /** The second reading of a directory: what is in memory is checked by listing it. */
  private void away() throws Exception {
    InMemoryFileStore origin = new InMemoryFileStore();
    List<String> paths = Tasks.paths("many/", DIRECTORY);
    for (String path : paths) {
      origin.write(path, Content.of(Tasks.content()));
    }
    CacheOptions always = CacheOptions.DEFAULTS.freshness(CacheOptions.Freshness.ALWAYS);
    FileStore slow = new SlowFileStore(origin, call -> Thread.sleep(AWAY_MILLIS));
    try (CofferFiles bare = new CofferFiles(slow);
        CofferFiles cached = new CofferFiles(new CachingFileStore(slow, always))) {
      new Race<AllFiles>(rows)
          .with("without", bare)
          .with("Coffer", cached)
          .run(
              "cache: read " + DIRECTORY + " again, checked, 20 ms away",
              Target.none(),
              scale.heavy(),
              Tasks.readAll(paths));
    }
  }

  private List<String> fill(SmallFiles... stores) throws Exception {
    List<String> paths = Tasks.paths("many/", scale.many());
    for (SmallFiles files : stores) {
      for (String path : paths) {
        files.write(path, Tasks.content());
      }
    }
    return paths;
  }
}
