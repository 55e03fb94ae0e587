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
 * Makes room where a file shall go: directories that are missing are made, a link and a directory
 * without files give way to a file, and what may not give way is a conflict. Other processes may do
 * the same and the opposite at any moment, so each step is tried again when its ground has shifted.
 */
final class ParentDirectories {
  /** Tries before something that shifts again and again is an error. */
  static final int MOST_TRIES = 1000;

  private final Root root;
  private final LocalErrors problems;
  private final LocalDeleter deleter;

  ParentDirectories(Root root, LocalErrors problems, LocalDeleter deleter) {
    this.root = root;
    this.problems = problems;
    this.deleter = deleter;
  }

  /**
   * Renames; a directory without files that is in the way is deleted, another one is a conflict.
   */
  void rename(
      DirectoryHandle from, String name, DirectoryHandle to, String operation, FilePath target)
      throws IOException {
    for (int tries = 1; !tryToRename(from, name, to, target, tries); tries++) {
      if (!deleteIfWithoutFiles(to, target)) {
        throw problems.conflict(operation, target, "there is a directory of that name");
      }
    }
  }

  /** Renames; false when a directory is, or was until now, in the way. */
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
      return deleteFoldersIn(parent, directory);
    }
  }

  private boolean deleteFoldersIn(DirectoryHandle parent, FilePath directory) throws IOException {
    try {
      try (DirectoryHandle folder = parent.folder(directory.name())) {
        TreeDeletion.clear(folder, directory.toString(), 1, new FoldersOnly());
      }
      parent.deleteFolder(directory.name());
      return true;
    } catch (NoSuchFileException | NotDirectoryException e) {
      return true;
    } catch (DirectoryNotEmptyException e) {
      return false;
    }
  }

  /** Ends a deletion at the first name that is no directory. */
  private final class FoldersOnly implements TreeDeletion.Rules {
    @Override
    public boolean deleteUnlessFolder(DirectoryHandle folder, Path name, String path)
        throws IOException {
      FileAttributes node = folder.stat(name);
      if (node != null && !node.isFolder()) {
        throw new DirectoryNotEmptyException(path);
      }
      return node != null;
    }

    @Override
    public RuntimeException translate(String path, IOException e) {
      return problems.translate("delete", path, e);
    }
  }

  // ---- Directories

  /**
   * A directory that vanished is made again, unless it vanishes again and again or the root has.
   */
  void confirm(FilePath path, int tries) throws IOException {
    root.confirm();
    if (tries == MOST_TRIES) {
      throw new FileSystemException(
          path.toString(), null, "its directory is deleted again and again");
    }
  }

  /** Deletes the directories that were made for a file that then did not come into them. */
  void pruneAfter(Exception failure, FilePath path) {
    try {
      deleter.prune(path.parent().orElseThrow());
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /**
   * Opens the directory of a path, making what is missing.
   *
   * @throws NoSuchFileException if a directory on the way vanishes meanwhile
   */
  DirectoryHandles.Lease findOrMake(String operation, FilePath path) throws IOException {
    FilePath directory = path.parent().orElseThrow();
    DirectoryHandles.Lease lease =
        root.folders()
            .findOrMake(directory, (parent, missing) -> make(parent, operation, path, missing));
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
        // Another process may have made the directory, and yet another deleted it again.
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
    throw problems.conflict(operation, path, "'" + directory + "' " + what);
  }
}
