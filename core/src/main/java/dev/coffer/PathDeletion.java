package dev.coffer;

import java.util.List;

/**
 * Deletes what is at a path, a file or a directory. A remote store is asked for both at once: one
 * after the other takes twice the time of the network.
 */
final class PathDeletion {
  private PathDeletion() {}

  static void run(FileStore store, FilePath path) {
    List<Runnable> both =
        List.of(() -> store.deleteFiles(List.of(path)), () -> store.deleteDirectory(path));
    if (store.capabilities().isNear()) {
      both.forEach(Runnable::run);
    } else {
      runAtOnce(both);
    }
  }

  private static void runAtOnce(List<Runnable> both) {
    try {
      ConcurrentRequests.run(both.iterator(), both.size(), Runnable::run);
    } catch (FileStoreException e) {
      throw ofBoth(e);
    }
  }

  /** Both may fail for one reason, such as a refusal of all that is below the path. */
  private static FileStoreException ofBoth(FileStoreException e) {
    List<FileStoreException> failures = e.failures();
    if (failures.size() == 2 && e.getCause() instanceof FileStoreException first) {
      FileStoreException last = failures.get(1);
      if (String.valueOf(first.getMessage()).equals(last.getMessage())) {
        first.addSuppressed(last);
        return first;
      }
    }
    return e;
  }
}
