package dev.coffer.local;

import dev.coffer.FilePath;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/**
 * Makes room where a file shall go: directories that are missing are made, links and directories
 * without files give way, and what may not give way is a conflict. Other processes may do the same
 * and the opposite at any moment, so each step is tried again when its ground has shifted.
 */
final class Places {
  /** Tries before something that shifts again and again is an error. */
  static final int MOST_TRIES = 1000;

  private final Root root;
  private final Problems problems;

  Places(Root root, Problems problems) {
    this.root = root;
    this.problems = problems;
  }

  /**
   * Renames; a directory without files that is in the way is deleted, another one is a conflict.
   */
  void rename(Folder from, String name, Folder to, String operation, FilePath target)
      throws IOException {
    for (int tries = 1; !tryToRename(from, name, to, target, tries); tries++) {
      if (!deleteIfWithoutFiles(to, target.name())) {
        throw problems.conflict(operation, target, "there is a directory of that name");
      }
    }
  }

  /** Renames; false when a directory is, or was until now, in the way. */
  private static boolean tryToRename(
      Folder from, String name, Folder to, FilePath target, int tries) throws IOException {
    try {
      from.rename(name, to, target.name());
      return true;
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException e) {
      Node there = to.stat(target.name());
      boolean wasFolder = (there != null && there.isFolder()) || Problems.isOfAnotherKind(e);
      if (!wasFolder || tries == MOST_TRIES) {
        throw e;
      }
      return false;
    }
  }

  private static boolean deleteIfWithoutFiles(Folder parent, String name) throws IOException {
    try {
      parent.deleteFolder(name);
      return true;
    } catch (NoSuchFileException | NotDirectoryException e) {
      return true;
    } catch (DirectoryNotEmptyException e) {
      return deleteFoldersIn(parent, name);
    }
  }

  private static boolean deleteFoldersIn(Folder parent, String name) throws IOException {
    try {
      try (Folder folder = parent.folder(name);
          DirectoryStream<Path> children = folder.names()) {
        for (Path child : children) {
          String childName = child.getFileName().toString();
          Node node = folder.stat(childName);
          if (node != null && !(node.isFolder() && deleteIfWithoutFiles(folder, childName))) {
            return false;
          }
        }
      }
      parent.deleteFolder(name);
      return true;
    } catch (NoSuchFileException | NotDirectoryException e) {
      return true;
    } catch (DirectoryNotEmptyException e) {
      return false;
    }
  }

  /** Opens the directory of a path, making what is missing. */
  Folders.Lease findOrMake(String operation, FilePath path) throws IOException {
    FilePath directory = path.parent().orElseThrow();
    Folders.Lease lease = root.folders().find(directory);
    for (int tries = 0; lease == null && tries < MOST_TRIES; tries++) {
      make(operation, path, directory);
      lease = root.folders().find(directory);
    }
    if (lease == null) {
      throw new NoSuchFileException(directory.toString());
    }
    return lease;
  }

  /**
   * Makes a directory and those above it; a level that vanishes meanwhile is left to the next try.
   */
  private void make(String operation, FilePath path, FilePath directory) throws IOException {
    if (directory.isRoot()) {
      return;
    }
    FilePath above = directory.parent().orElseThrow();
    if (!makeIn(above, operation, path, directory)) {
      make(operation, path, above);
      makeIn(above, operation, path, directory);
    }
  }

  /** Makes a directory in the one above; false when that is missing. */
  private boolean makeIn(FilePath above, String operation, FilePath path, FilePath directory)
      throws IOException {
    try (Folders.Lease parent = root.folders().find(above)) {
      if (parent == null) {
        return false;
      }
      makeIn(parent.folder(), operation, path, directory);
      return true;
    }
  }

  private void makeIn(Folder parent, String operation, FilePath path, FilePath directory)
      throws IOException {
    for (int tries = 1; !isThere(parent, operation, path, directory); tries++) {
      Staging staging = root.area().staging();
      String staged = staging.newFolder();
      try {
        staging.folder().rename(staged, parent, directory.name());
      } catch (IOException e) {
        staging.folder().deleteFolder(staged);
        // Another process may have made the directory, and yet another deleted it again.
        if (e instanceof AccessDeniedException || tries == MOST_TRIES) {
          throw e;
        }
      }
    }
  }

  /** A link is treated as absent. One that has gone, or is a directory by now, is as good. */
  private static void deleteLink(Folder parent, String name) throws IOException {
    try {
      parent.deleteFile(name);
    } catch (NoSuchFileException e) {
      return;
    } catch (IOException e) {
      if (!Problems.isOfAnotherKind(e)) {
        throw e;
      }
    }
  }

  /**
   * Whether there is a directory; a file is a conflict, and a link is treated as absent and so
   * deleted.
   */
  private boolean isThere(Folder parent, String operation, FilePath path, FilePath directory)
      throws IOException {
    Node there = parent.stat(directory.name());
    if (there == null) {
      return false;
    }
    if (there.isFile()) {
      throw problems.conflict(operation, path, "'" + directory + "' is a file");
    }
    if (!there.isFolder()) {
      deleteLink(parent, directory.name());
    }
    return there.isFolder();
  }
}
