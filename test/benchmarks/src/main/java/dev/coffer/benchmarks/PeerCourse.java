package dev.coffer.benchmarks;

import dev.coffer.local.Durability;
import dev.coffer.local.LocalFileStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Coffer and other libraries against the plain calls, without syncs. */
final class PeerCourse {
  private final Path directory;
  private final Scale scale;
  private final Consumer<Row> rows;

  PeerCourse(Path directory, Scale scale, Consumer<Row> rows) {
    this.directory = directory;
    this.scale = scale;
    this.rows = rows;
  }

  void run() throws Exception {
    Path staging = newDirectory("opendal-staging");
    try (Peers<SmallFiles> peers = new Peers<>()) {
      peers
          .with("raw", () -> new RawFiles(newDirectory("peer-raw"), Durability.NONE, true))
          .with("Coffer", () -> new CofferFiles(store(newDirectory("peer-coffer"))))
          .with("commons-vfs2", () -> new VfsFiles(newDirectory("peer-vfs")))
          .with("jclouds", () -> JcloudsFiles.onDisk(newDirectory("peer-jclouds")))
          .with("OpenDAL", () -> OpenDalFiles.onDisk(newDirectory("peer-opendal"), staging));
      Race<SmallFiles> race = new Race<>(rows);
      peers.enter(race);
      run(race, fill(peers.opened()));
    }
  }

  private Path newDirectory(String name) throws IOException {
    return Files.createDirectories(directory.resolve(name));
  }

  private static LocalFileStore store(Path root) {
    return new LocalFileStore(root, Durability.NONE);
  }

  /** Each library reads files that it wrote: some keep more beside the content. */
  private List<String> fill(List<SmallFiles> opened) throws Exception {
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < scale.many(); i++) {
      paths.add("many/" + i / 200 + "/" + i + ".json");
    }
    byte[] bytes = Tasks.content();
    for (SmallFiles files : opened) {
      for (String path : paths) {
        files.write(path, bytes);
      }
      for (int i = 0; i < scale.many(); i++) {
        files.write("flat/" + i, bytes);
      }
    }
    return paths;
  }

  private void run(Race<SmallFiles> race, List<String> paths) throws Exception {
    Target none = Target.none();
    try (Crew alone = new Crew(1)) {
      race.run("read 1 KiB", none, scale.reads(), Tasks.read(alone, paths));
    }
    race.run("stat", none, scale.reads(), Tasks.stat(paths));
    race.run(
        String.format(Locale.ROOT, "list of %,d", scale.many()),
        none,
        scale.bulk(),
        Tasks.list("flat", scale.many()));
    race.run(
        String.format(Locale.ROOT, "walk of %,d with sizes", scale.many()),
        none,
        scale.bulk(),
        Tasks.walk("many", scale.many()));
    // Last: what it leaves would slow those that list all to find some.
    try (Crew alone = new Crew(1)) {
      race.run("write 1 KiB, none", none, scale.writes(), Tasks.write(alone));
    }
  }
}
