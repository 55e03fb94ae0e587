package dev.coffer.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * The command line.
 *
 * @param scale how much
 * @param parts of what, see {@link #PARTS}
 * @param section the section of the page to rewrite
 * @param directory where
 */
record Arguments(Scale scale, Set<String> parts, Optional<String> section, Path directory) {
  static final Set<String> PARTS =
      Set.of(
          "local",
          "memory",
          "agent",
          "layers",
          "versions",
          "compression",
          "cache",
          "peers",
          "s3",
          "s3-away",
          "gcs",
          "gcs-away",
          "events",
          "replicas");

  /** The others have sections of their own on the page, and are measured on request. */
  private static final Set<String> USUAL = Set.of("local", "memory", "peers");

  static final String USAGE =
      """
      usage: java -jar benchmarks.jar [--quick] [--only=PART,PART] [--update-docs[=SECTION]] [DIR]
      --only        local, memory, agent, layers, versions, compression, cache, peers, s3, s3-away,
                    gcs, gcs-away, events, replicas; without it local, memory and peers; those of buckets take five
                    minutes each
      DIR           measure in a new directory below it; without it in test/benchmarks/target
      --update-docs rewrite that section of docs/performance-tables.md, 'numbers' if none is named,
                    and the table in docs/performance.md\
      """;

  static Arguments parse(String... words) {
    Scale scale = Scale.FULL;
    Set<String> parts = USUAL;
    Optional<String> section = Optional.empty();
    Optional<Path> directory = Optional.empty();
    for (String word : words) {
      if (word.equals("--quick")) {
        scale = Scale.QUICK;
      } else if (word.startsWith("--only=")) {
        parts = parts(word.substring("--only=".length()));
      } else if (word.equals("--update-docs")) {
        section = Optional.of("numbers");
      } else if (word.startsWith("--update-docs=")) {
        section = Optional.of(word.substring("--update-docs=".length()));
      } else if (word.startsWith("-") || directory.isPresent()) {
        throw new IllegalArgumentException("unexpected: " + word);
      } else {
        directory = Optional.of(Path.of(word));
      }
    }
    return new Arguments(scale, parts, section, directory.orElseGet(Arguments::usualDirectory));
  }

  private static Set<String> parts(String list) {
    Set<String> parts = Set.of(list.split(",", -1));
    if (!PARTS.containsAll(parts)) {
      throw new IllegalArgumentException("parts are " + PARTS + ", not " + parts);
    }
    return parts;
  }

  /** Within the repository: a temporary directory is often in memory. */
  static Path usualDirectory() {
    Path target = Path.of("test", "benchmarks", "target");
    return Files.isDirectory(target) ? target : Path.of("").toAbsolutePath();
  }
}
