package dev.coffer.benchmarks;

import dev.coffer.local.Durability;
import dev.coffer.local.LocalFileStore;
import dev.coffer.versioning.VersioningFileStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** A directory with versions against one without that holds the same files. */
final class VersionsCourse {
  /** How often each file that is read was replaced before. */
  private static final int VERSIONS = 3;

  /** The more rounds that do not count: a call with a sync is compiled after hundreds of them. */
  private static final int WARMER = 10;

  private final Path directory;
  private final Scale scale;
  private final Consumer<Row> rows;

  VersionsCourse(Path directory, Scale scale, Consumer<Row> rows) {
    this.directory = directory;
    this.scale = scale.warmer();
    this.rows = rows;
  }

  void run() throws Exception {
    try (Crew alone = new Crew(1)) {
      control(alone);
      writes(alone, Durability.FULL, scale.syncs().warmer(WARMER));
      writes(alone, Durability.NONE, scale.writes());
      reads(alone);
    }
  }

  /** Two stores without versions: the ratio shows the noise. */
  private void control(Crew alone) throws Exception {
    try (CofferFiles one = new CofferFiles(local("control-one", Durability.FULL));
        CofferFiles other = new CofferFiles(local("control-other", Durability.FULL))) {
      race(one, other)
          .run(
              "versions: control, full",
              Target.none(),
              scale.syncs().warmer(WARMER),
              Tasks.write(alone));
    }
  }

  private void writes(Crew alone, Durability durability, Pace pace) throws Exception {
    String name = durability.name().toLowerCase(Locale.ROOT);
    try (CofferFiles bare = new CofferFiles(local("bare-" + name, durability));
        CofferFiles kept = new CofferFiles(versioned("kept-" + name, durability))) {
      Race<SmallFiles> race = race(bare, kept);
      boolean full = durability == Durability.FULL;
      race.run(
          "versions: new file, " + name,
          full ? Target.ratio(1.05) : Target.none(),
          pace,
          Tasks.write(alone));
      race.run(
          "versions: replace, " + name,
          full ? Target.ratio(1.5) : Target.none(),
          pace,
          Tasks.overwrite(alone));
    }
  }

  private void reads(Crew alone) throws Exception {
    List<String> paths = Tasks.paths("many/", scale.many());
    try (CofferFiles bare = new CofferFiles(local("read-bare", Durability.NONE));
        CofferFiles kept = new CofferFiles(versioned("read-kept", Durability.NONE))) {
      for (String path : paths) {
        bare.write(path, Tasks.content());
        for (int i = 0; i <= VERSIONS; i++) {
          kept.write(path, Tasks.content());
        }
      }
      Race<SmallFiles> race = race(bare, kept);
      race.run("versions: read", 1.02, scale.reads(), Tasks.read(alone, paths));
      race.run("versions: stat", Target.none(), scale.reads(), Tasks.stat(paths));
      race.run(
          "versions: list of " + scale.many(),
          1.02,
          scale.bulk(),
          Tasks.list("many", scale.many()));
    }
  }

  private Race<SmallFiles> race(SmallFiles bare, SmallFiles kept) {
    return new Race<SmallFiles>(rows).with("without", bare).with("Coffer", kept);
  }

  private LocalFileStore local(String name, Durability durability) {
    return new LocalFileStore(directory.resolve("versions-" + name), durability);
  }

  private VersioningFileStore versioned(String name, Durability durability) {
    return new VersioningFileStore(local(name, durability));
  }
}
