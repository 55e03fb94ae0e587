package dev.coffer.benchmarks;

import dev.coffer.local.Durability;
import dev.coffer.local.LocalFileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
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

  /** Opens a library on a directory. */
  private interface Opening {
    SmallFiles open(Path root) throws Exception;
  }

  private record Peer(String name, Opening opening) {}

  private List<Peer> peers() {
    return List.of(
        new Peer("raw", root -> new RawFiles(root, Durability.NONE, true)),
        new Peer("Coffer", root -> new CofferFiles(new LocalFileStore(root, Durability.NONE))),
        new Peer("commons-vfs2", VfsFiles::new),
        new Peer("jclouds", JcloudsFiles::new),
        new Peer("OpenDAL", this::openDal));
  }

  private SmallFiles openDal(Path root) throws Exception {
    return new OpenDalFiles(root, Files.createDirectories(directory.resolve("opendal-staging")));
  }

  void run() throws Exception {
    List<SmallFiles> opened = new ArrayList<>();
    try {
      Race<SmallFiles> race = new Race<>(rows);
      for (Peer peer : peers()) {
        Optional<SmallFiles> files = open(peer);
        files.ifPresent(present -> race.with(peer.name(), present));
        files.ifPresent(opened::add);
      }
      run(race, fill(opened));
    } finally {
      for (SmallFiles files : opened) {
        files.close();
      }
    }
  }

  private Optional<SmallFiles> open(Peer peer) throws Exception {
    Path root = Files.createDirectories(directory.resolve("peer-" + peer.name()));
    try {
      return Optional.of(peer.opening().open(root));
    } catch (UnsatisfiedLinkError | UnsupportedOperationException e) {
      System.err.println(peer.name() + " does not run on this machine: " + e.getMessage());
      return Optional.empty();
    }
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
    OptionalDouble none = OptionalDouble.empty();
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
