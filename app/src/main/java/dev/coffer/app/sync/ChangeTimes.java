package dev.coffer.app.sync;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.coffer.FileInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/**
 * When files on the disk were changed last. The time of the last write is not enough: a file that
 * another one replaces, as {@code mv} and {@code cp -p} do, has the time of that one, which may be
 * long ago. The system notes such a change too, and nobody can set that time.
 *
 * @param root the directory that is the root of the paths
 */
record ChangeTimes(Path root) {
  private static final String CHANGE = "ctime";

  /** Never before the last write; what cannot be looked at may have been changed just now. */
  Instant of(FileInfo file) {
    if (!root.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return file.lastModified();
    }
    try {
      Path path = root.resolve(file.path().toString());
      Object time = Files.readAttributes(path, "unix:" + CHANGE, NOFOLLOW_LINKS).get(CHANGE);
      Instant changed = time instanceof FileTime noted ? noted.toInstant() : Instant.MAX;
      return changed.isAfter(file.lastModified()) ? changed : file.lastModified();
    } catch (IOException e) {
      return Instant.MAX;
    }
  }
}
