package dev.coffer.local;

import dev.coffer.FilePath;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/**
 * Prepares the place of a file: missing directories are created, a link and a directory without
 * files are replaced, and anything else that is in the way is a conflict. Other processes may do
 * the same or the opposite at any moment, so each step is retried if the directories have changed.
 */
final class ParentDirectories {
  /** Tries before something that changes repeatedly is an error. */
  static final int MOST_TRIES = 1000;

  private final LocalContext context;
  private final Root root;

  ParentDirectories(LocalContext context) {
    this.context = context;
    this.root = context.root();
  }

  /**
   * Renames; a directory without files that is in the way is deleted, another one is a conflict.
   */
  void rename(
      DirectoryHandle from, String name, DirectoryHandle to, String operation, FilePath target)
      throws IOException {
    for (int tries = 1; !tryToRename(from, name, to, target, tries); tries++) {
      if (!deleteIfWithoutFiles(to, target)) {
        throw context
            .errors()
            .conflict(
                operation,
                target,
                "there is a directory of that name",
                new DirectoryNotEmptyException(target.toString()));
      }
    }
  }

  /** Renames; returns false if a directory is, or was until now, in the way. */
  private static boolean tryToRename(
      DirectoryHandle from, String name, DirectoryHandle to, FilePath target, int tries)
      throws IOException {
    try {
      from.rename(name, to, target.name());
      return true;
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException e) {
      FileAttributes there = to.stat(target.name());
      boolean wasFolder = (there != null && there.isFolder()) || LocalErrors.isOfAnotherKind(e);
      if (!wasFolder || tries == MOST_TRIES) {
        throw e;
      }
      return false;
    }
  }

  private boolean deleteIfWithoutFiles(DirectoryHandle parent, FilePath directory)
      throws IOException {
    String name = directory.name();
    try {
      parent.deleteFolder(name);
      return true;
    } catch (NoSuchFileException | NotDirectoryException e) {
      return true;
    } catch (DirectoryNotEmptyException e) {
      return deleteIfOnlyFolders(parent, directory);
    }
  }

  /** Deletes a directory with all directories in it; false if it contains anything else. */
  private static boolean deleteIfOnlyFolders(DirectoryHandle parent, FilePath directory)
      throws IOException {
    try {
      try (DirectoryHandle folder = parent.folder(directory.name())) {
        TreeDeletion.clear(folder, directory.toString(), 1, ParentDirectories::isFolder);
      }
      parent.deleteFolder(directory.name());
      return true;
    } catch (NoSuchFileException | NotDirectoryException e) {
      return true;
    } catch (DirectoryNotEmptyException e) {
      return false;
    }
  }

  /** False if there is nothing; fails if there is anything else. */
  private static boolean isFolder(DirectoryHandle folder, Path name, String path)
      throws IOException {
    FileAttributes node = folder.stat(name);
    if (node != null && !node.isFolder()) {
      throw new DirectoryNotEmptyException(path);
    }
    return node != null;
  }

  // ---- Directories

  /** A directory that vanished is created again, unless it vanishes repeatedly or the root has. */
  void confirm(FilePath path, int tries) throws IOException {
    root.confirm();
    if (tries == MOST_TRIES) {
      throw new FileSystemException(
          path.toString(), null, "its directory is deleted again and again");
    }
  }

  /** Deletes the directories that were created for a file that was then not created. */
  void pruneAfter(Exception failure, FilePath path) {
    try {
      prune(path.parent().orElseThrow());
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** Deletes a directory, and those above it, as far as they are empty. */
  private void prune(FilePath directory) throws IOException {
    for (FilePath at = directory; !at.isRoot(); at = at.parent().orElseThrow()) {
      try (DirectoryHandles.Lease parent = root.find(at.parent().orElseThrow())) {
        if (parent != null && isStillThere(parent.folder(), at.name())) {
          return;
        }
        root.forget(at);
      }
    }
  }

  /**
   * Deletes a directory if it is empty, and returns whether it still exists; one that may not be
   * deleted stays.
   */
  static boolean isStillThere(DirectoryHandle parent, String name) {
    try {
      parent.deleteFolder(name);
      return false;
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  /**
   * Opens the directory of a path, creating what is missing.
   *
   * @throws NoSuchFileException if a directory on the way vanishes meanwhile
   */
  DirectoryHandles.Lease findOrMake(String operation, FilePath path) throws IOException {
    FilePath directory = path.parent().orElseThrow();
    DirectoryHandles.Lease lease =
        root.findOrMake(directory, (parent, missing) -> make(parent, operation, path, missing));
    if (lease == null) {
      throw new NoSuchFileException(directory.toString());
    }
    return lease;
  }

  private void make(DirectoryHandle parent, String operation, FilePath path, FilePath directory)
      throws IOException {
    for (int tries = 1; !isThere(parent, operation, path, directory); tries++) {
      Staging staging = root.area().staging();
      String staged = staging.newFolder();
      try {
        staging.folder().rename(staged, parent, directory.name());
      } catch (IOException e) {
        staging.folder().deleteFolder(staged);
        // Another process may have created the directory, and yet another one deleted it.
        if (e instanceof AccessDeniedException
            || e instanceof NoSuchFileException
            || tries == MOST_TRIES) {
          throw e;
        }
      }
    }
  }

  /**
   * Whether there is a directory. A file is a conflict, and so is a link to a directory: what is
   * written below it would go where it leads, or take its place.
   */
  private boolean isThere(
      DirectoryHandle parent, String operation, FilePath path, FilePath directory)
      throws IOException {
    FileAttributes there = parent.stat(directory.name());
    if (there == null || there.isFolder()) {
      return there != null;
    }
    String what =
        switch (there.kind()) {
          case FILE -> "is a file";
          case LINK ->
              "is a symbolic link, and none is followed: open a store on the directory that it"
                  + " leads to, or put a directory in its place";
          default -> "is a device, a pipe or a socket";
        };
    throw context
        .errors()
        .conflict(
            operation,
            path,
            "'" + directory + "' " + what,
            new NotDirectoryException(directory.toString()));
  }
}
