package dev.coffer.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The area that a local store makes in a plain directory to write into it. It goes when the command
 * ends, unless it was there before or another process uses it.
 */
final class PassingArea {
  private final Path area;
  private final boolean isPassing;

  private PassingArea(Path area, boolean isPassing) {
    this.area = area;
    this.isPassing = isPassing;
  }

  /** Looks whether a directory has an area already. */
  static PassingArea of(Path directory) {
    Path area = directory.resolve(".coffer");
    return new PassingArea(area, !Files.exists(area));
  }

  /** Of what is a store, and keeps its area. */
  static PassingArea none() {
    return new PassingArea(Path.of(""), false);
  }

  /** Deletes it, once its store is closed. */
  void leave() {
    if (isPassing) {
      try {
        // Who stages a file now has a directory in there, and keeps all.
        Files.deleteIfExists(area.resolve("staging"));
        Files.deleteIfExists(area.resolve("locks"));
        Files.deleteIfExists(area);
      } catch (IOException e) {
        // It is used, or cannot be deleted: it does no harm.
      }
    }
  }
}
