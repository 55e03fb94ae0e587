package dev.coffer.spi;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;

/**
 * Gives what root makes in the directory of another user to that user, for authors of stores and
 * layers: a command that root runs once must not lock out the user whose directory it is.
 */
public final class FileOwner {
  private static final Path SELF = Path.of("/proc/self");
  private static final int ROOT = 0;

  private FileOwner() {}

  /**
   * Gives a file or a directory to the owner and the group of the directory that it is in. It does
   * nothing if this process is not run by root, if root owns the directory, or where the system
   * does not tell. A link is given itself, and not what it leads to.
   *
   * @param made what this process has just made
   * @throws IOException if it is gone, or cannot be given away
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
   * The same for a name in a directory that is open.
   *
   * @param directory whose owner gets it
   * @param name what this process has just made in it
   * @throws IOException if it is gone, or cannot be given away
   */
  public static void inherit(SecureDirectoryStream<Path> directory, Path name) throws IOException {
    if (isRoot()) {
      give(directory, name);
    }
  }

  private static boolean isRoot() throws IOException {
    return Files.exists(SELF)
        && SELF.getFileSystem().supportedFileAttributeViews().contains("unix")
        && Files.getAttribute(SELF, "unix:uid").equals(ROOT);
  }

  /** Within the directory that was opened, whatever stands under its name by now. */
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
