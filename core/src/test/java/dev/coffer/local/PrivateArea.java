package dev.coffer.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a test sees of the private directory of a root. */
final class PrivateArea {
  private PrivateArea() {}

  /** What was staged and is still there. */
  static List<String> staged(Path root) throws IOException {
    Path staging = root.resolve(".coffer/staging");
    try (Stream<Path> all = Files.walk(staging)) {
      return all.filter(path -> staging.relativize(path).getNameCount() > 1)
          .map(Path::toString)
          .toList();
    }
  }

  /** The records of metadata that lie beside their files. */
  static List<String> records(Path root) throws IOException {
    try (Stream<Path> all = Files.list(root.resolve(".coffer/metadata"))) {
      return all.map(Path::toString).toList();
    }
  }
}
