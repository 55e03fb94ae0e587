package dev.coffer.io;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;

/**
 * Changes the owner of files that root creates in the directory of another user to that user, for
 * authors of stores and layers: a command that root runs once must not lock out the owner of the
 * directory.
 */
public final class FileOwner {
  private static final Path SELF = Path.of("/proc/self");
  private static final int ROOT = 0;

  private FileOwner() {}

  /**
   * Sets the owner and the group of a file or a directory to those of the directory that contains
   * it. It does nothing if this process does not run as root, if root owns the directory, or if the
   * system does not report owners. For a link, the link itself is changed and not its target.
   *
   * @param made the file or directory that this process has just created
   * @throws IOException if it does not exist any more, or its owner cannot be changed
   */
  public static void inherit(Path made) throws IOException {
    Path above = made.toAbsolutePath().getParent();
    Path name = made.getFileName();
    if (above == null || name == null || !isRoot()) {
      return;
    }
    try (DirectoryStream<Path> directory = Files.newDirectoryStream(above)) {
      if (directory instanceof SecureDirectoryStream<Path> opened) {
        give(opened, name);
      }
    }
  }

  /**
   * Does the same for a name in an open directory.
   *
   * @param directory the directory, whose owner becomes the owner
   * @param name the name that this process has just created in it
   * @throws IOException if it does not exist any more, or its owner cannot be changed
   */
  public static void inherit(SecureDirectoryStream<Path> directory, Path name) throws IOException {
    if (isRoot()) {
      give(directory, name);
    }
  }

  /**
   * Returns whether a file belongs to another user than that of this process, who could change it
   * at any time. Root can change every file, and is none.
   *
   * @param file an existing file; a link is followed
   * @return false also if the system does not report owners
   * @throws IOException if the file cannot be looked at
   */
  public static boolean isForeign(Path file) throws IOException {
    if (!Files.exists(SELF)
        || !file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return false;
    }
    Object owner = Files.getAttribute(file, "unix:uid");
    return !owner.equals(ROOT) && !owner.equals(Files.getAttribute(SELF, "unix:uid"));
  }

  private static boolean isRoot() throws IOException {
    return Files.exists(SELF)
        && SELF.getFileSystem().supportedFileAttributeViews().contains("unix")
        && Files.getAttribute(SELF, "unix:uid").equals(ROOT);
  }

  /** Acts within the opened directory, whatever its name refers to by now. */
  private static void give(SecureDirectoryStream<Path> directory, Path name) throws IOException {
    PosixFileAttributeView above = directory.getFileAttributeView(PosixFileAttributeView.class);
    PosixFileAttributeView made =
        directory.getFileAttributeView(name, PosixFileAttributeView.class, NOFOLLOW_LINKS);
    if (above == null || made == null) {
      return;
    }
    PosixFileAttributes owner = above.readAttributes();
    if (!owner.owner().equals(made.readAttributes().owner())) {
      made.setGroup(owner.group());
      made.setOwner(owner.owner());
    }
  }
}
