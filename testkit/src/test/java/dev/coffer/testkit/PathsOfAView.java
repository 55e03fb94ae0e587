package dev.coffer.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.FileStore;
import dev.coffer.InvalidFilePathException;

/** How long a path may be where a directory above the store's root counts with it. */
final class PathsOfAView {
  private PathsOfAView() {}

  static void keepsPathsUpTo(FileStore view, int bytes) {
    String directories = "s/".repeat(bytes / 2 - 20);
    String longest = directories + "f".repeat(bytes - directories.length());
    view.write(longest, "x");
    assertThat(view.readString(longest)).isEqualTo("x");
    assertThrows(InvalidFilePathException.class, () -> view.write(longest + "f", "x"));
    assertThat(Samples.walk(view, "")).containsExactly(longest);
  }
}
