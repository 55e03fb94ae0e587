package dev.coffer.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a test sees of the private directory of a root. */
final class PrivateArea {
  private PrivateArea() {}

  /** The staging directory of the one process that has the root open for writing. */
  static Path ownStaging(Path root) throws IOException {
    try (Stream<Path> all = Files.list(root.resolve(".coffer/staging"))) {
      return all.reduce(
              (one, two) -> {
                throw new AssertionError(one + " and " + two);
              })
          .orElseThrow();
    }
  }

  /** What was staged and is still there. */
  static List<String> staged(Path root) throws IOException {
    Path staging = root.resolve(".coffer/staging");
    if (!Files.exists(staging)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(staging)) {
      return all.filter(path -> staging.relativize(path).getNameCount() > 1)
          .map(Path::toString)
          .toList();
    }
  }

  /** The records of metadata that lie beside their files. */
  static List<String> records(Path root) throws IOException {
    Path metadata = root.resolve(".coffer/metadata");
    if (!Files.exists(metadata)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(metadata)) {
      return all.map(Path::toString).toList();
    }
  }
}
