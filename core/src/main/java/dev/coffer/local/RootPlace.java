package dev.coffer.local;

import dev.coffer.ConfigurationException;
import dev.coffer.ErrorContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the root of a store must not be: among the own files of the layers of another. */
final class RootPlace {
  private static final Path OWN_FILES = Path.of(StoreArea.NAME, "files");

  private RootPlace() {}

  static void check(Path root, String store) {
    for (Path at = real(root); at != null; at = at.getParent()) {
      Path area = at.getParent();
      if (area != null && at.endsWith(OWN_FILES) && Files.exists(area.resolve("locks"))) {
        throw refused(area.getParent(), store);
      }
    }
  }

  private static Path real(Path root) {
    try {
      return root.toRealPath();
    } catch (IOException e) { // not created yet
      return root.toAbsolutePath().normalize();
    }
  }

  private static ConfigurationException refused(@Nullable Path other, String store) {
    String hint =
        "the store 'file:%s' keeps files of its own there, such as earlier versions; open that store"
            .formatted(other);
    return new ConfigurationException(new ErrorContext("open", "", store), hint, null);
  }
}
