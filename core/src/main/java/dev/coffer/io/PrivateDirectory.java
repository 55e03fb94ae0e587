package dev.coffer.io;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Creates directories that nobody but their owner can enter. One that root creates belongs to the
 * owner of the directory that contains it, so that a command run by root does not lock out the user
 * whose directory it is.
 */
public final class PrivateDirectory {
  private PrivateDirectory() {}

  /**
   * Creates a directory, and those above it that do not exist.
   *
   * @param directory a path that may exist
   * @throws FileAlreadyExistsException if there is something else, such as a file
   * @throws IOException if it cannot be created
   */
  public static void createAll(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Path above = directory.toAbsolutePath().getParent();
    if (above != null) {
      createAll(above);
    }
    if (!create(directory) && !Files.isDirectory(directory)) {
      throw new FileAlreadyExistsException(directory.toString());
    }
  }

  /**
   * Creates a directory in one that exists.
   *
   * @param directory a path that may exist
   * @return false if there is something of that name already
   * @throws IOException if it cannot be created
   */
  public static boolean create(Path directory) throws IOException {
    try {
      Files.createDirectory(directory, OwnerOnly.directory(directory));
    } catch (FileAlreadyExistsException e) {
      return false;
    }
    FileOwner.inherit(directory);
    return true;
  }
}
