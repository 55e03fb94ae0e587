package dev.coffer.app;

import dev.coffer.io.OwnerOnly;
import dev.coffer.spi.FileOwner;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A directory as a local store makes it: for its user alone; root gives it to who owns the one
 * above.
 */
final class PrivateDirectory {
  private PrivateDirectory() {}

  /** Makes a directory, and those above it, unless they are there. */
  static void makeMissing(@Nullable Path directory) throws IOException {
    if (directory != null && !Files.exists(directory)) {
      makeMissing(directory.getParent());
      make(directory);
    }
  }

  /** Makes one; false if there is something already. */
  static boolean make(Path directory) throws IOException {
    try {
      Files.createDirectory(directory, OwnerOnly.directory(directory));
    } catch (FileAlreadyExistsException e) {
      return false;
    }
    FileOwner.inherit(directory);
    return true;
  }
}
