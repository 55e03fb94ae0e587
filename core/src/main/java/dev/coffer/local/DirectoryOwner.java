package dev.coffer.local;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import org.jspecify.annotations.Nullable;

/**
 * The user and group that own a directory. What root creates in it is given to them, so that a
 * command run by root does not lock out the user whose directory it is.
 */
record DirectoryOwner(UserPrincipal user, GroupPrincipal group) {
  private static final Path SELF = Path.of("/proc/self");
  private static final int ROOT = 0;

  /** The owner of a directory; null if it is this process's user, or this process is not root. */
  static @Nullable DirectoryOwner otherThanSelf(Path directory) throws IOException {
    if (uid(SELF) != ROOT || uid(directory) == ROOT) {
      return null;
    }
    PosixFileAttributes attributes =
        Files.readAttributes(directory, PosixFileAttributes.class, NOFOLLOW_LINKS);
    return new DirectoryOwner(attributes.owner(), attributes.group());
  }

  /** The id of the user of this process; -1 if the system does not report it. */
  static int ofThisProcess() throws IOException {
    return uid(SELF);
  }

  /** The id of the user who owns a file; -1 if the system does not report it. */
  static int uid(Path file, LinkOption... options) throws IOException {
    return Files.exists(file, options) ? uidOfExisting(file, options) : -1;
  }

  /** The same for a file that must exist. */
  static int uidOfExisting(Path file, LinkOption... options) throws IOException {
    return file.getFileSystem().supportedFileAttributeViews().contains("unix")
        ? (int) Files.getAttribute(file, "unix:uid", options)
        : -1;
  }

  /** Whether every user may create names in a directory. */
  static boolean isWritableByAll(Path directory) throws IOException {
    return directory.getFileSystem().supportedFileAttributeViews().contains("posix")
        && Files.getPosixFilePermissions(directory).contains(PosixFilePermission.OTHERS_WRITE);
  }

  /** Gives a file or directory to the owner. */
  void take(PosixFileAttributeView file) throws IOException {
    file.setGroup(group);
    file.setOwner(user);
  }
}
