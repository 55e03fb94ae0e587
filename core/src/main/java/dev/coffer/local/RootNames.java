package dev.coffer.local;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The names that lead to a root, up to the top of its file system. Whoever created them, possibly
 * another process, may not have brought them to the disk yet: so each open root does it once.
 */
final class RootNames {
  private final Path root;
  private final FileSystemFeatures features;
  private final DirectorySyncs syncs;
  private final OpenedOnce<Boolean> synced = new OpenedOnce<>();

  RootNames(Path root, FileSystemFeatures features, DirectorySyncs syncs) {
    this.root = root;
    this.features = features;
    this.syncs = syncs;
  }

  /** Brings them to the disk, the topmost first, unless that was done. */
  void sync() throws IOException {
    synced.get(this::syncAll);
  }

  private boolean syncAll() throws IOException {
    try {
      for (Path directory : directoriesAbove()) {
        sync(directory);
      }
      return true;
    } catch (NoSuchFileException e) {
      throw new Root.VanishedRootException(root, "a directory above it is gone");
    }
  }

  private Deque<Path> directoriesAbove() throws IOException {
    Deque<Path> above = new ArrayDeque<>();
    Object device = device(root);
    for (Path at = root.getParent(); at != null && device.equals(device(at)); at = at.getParent()) {
      above.push(at);
    }
    return above;
  }

  private static Object device(Path directory) throws IOException {
    return directory.getFileSystem().supportedFileAttributeViews().contains("unix")
        ? Files.getAttribute(directory, "unix:dev")
        : 0;
  }

  private void sync(Path directory) throws IOException {
    try (DirectoryHandle folder = OpenRoot.openFolder(directory, features)) {
      syncs.syncAllSoFar(folder, directory);
    } catch (AccessDeniedException e) {
      // Who may not open a directory cannot sync it.
    }
  }
}
