package dev.coffer.local;

import dev.coffer.FilePath;
import dev.coffer.spi.OwnArea;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a directory was opened, and what was found there.
 *
 * @param above that of the directory above; null for the root
 * @param path in the store
 * @param location the same, in the file system
 * @param identity what {@link DirectoryHandle#identity()} returned
 */
record DirectoryPlace(
    @Nullable DirectoryPlace above, FilePath path, Path location, @Nullable Object identity) {

  DirectoryPlace below(FilePath pathBelow, @Nullable Object identityBelow) {
    return new DirectoryPlace(this, pathBelow, location.resolve(pathBelow.name()), identityBelow);
  }

  /** That of the directory above; not for the root. */
  DirectoryPlace aboveIt() {
    return Objects.requireNonNull(above);
  }

  /**
   * Whether the path still leads to the directory, level by level and through no link. The root
   * itself is not checked here. In Coffer's own area, whose directories nobody else moves, one look
   * at the whole path is enough.
   */
  boolean isIntact() throws IOException {
    if (OwnArea.contains(path)) {
      return isThere();
    }
    for (DirectoryPlace at = this; at.above != null; at = at.above) {
      if (!at.isThere()) {
        return false;
      }
    }
    return true;
  }

  private boolean isThere() throws IOException {
    try {
      BasicFileAttributes now = FileAttributes.read(location);
      return now.isDirectory() && Objects.equals(now.fileKey(), identity);
    } catch (FileSystemException e) {
      return false; // opening it again shows what is wrong
    }
  }
}
