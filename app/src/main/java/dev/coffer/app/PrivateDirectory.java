package dev.coffer.app;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A directory as a local store makes it: for its user alone; root gives it to who owns the one
 * above.
 */
final class PrivateDirectory {
  private static final Path SELF = Path.of("/proc/self");
  private static final Integer ROOT = 0;

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
    Set<String> views = directory.getFileSystem().supportedFileAttributeViews();
    try {
      Files.createDirectory(directory, permissions(views));
    } catch (FileAlreadyExistsException e) {
      return false;
    }
    Path above = directory.getParent();
    if (above != null && views.contains("unix") && Files.exists(SELF) && isOfRoot(SELF)) {
      for (String id : new String[] {"unix:gid", "unix:uid"}) {
        Files.setAttribute(directory, id, Files.getAttribute(above, id), NOFOLLOW_LINKS);
      }
    }
    return true;
  }

  private static boolean isOfRoot(Path path) throws IOException {
    return ROOT.equals(Files.getAttribute(path, "unix:uid"));
  }

  private static FileAttribute<?>[] permissions(Set<String> views) {
    return views.contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }
}
