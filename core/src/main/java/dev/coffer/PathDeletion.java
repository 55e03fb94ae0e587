package dev.coffer;

import java.util.ArrayList;
import java.util.List;

/**
 * Deletes what is at a path, a file or a directory. A remote store is asked for both at once: one
 * after the other takes twice the time of the network.
 */
final class PathDeletion {
  private final FileStore store;
  private final FilePath path;
  private final List<Throwable> failures = new ArrayList<>(1);

  private PathDeletion(FileStore store, FilePath path) {
    this.store = store;
    this.path = path;
  }

  static void run(FileStore store, FilePath path) {
    if (store.capabilities().isNear()) {
      store.deleteFiles(List.of(path));
      store.deleteDirectory(path);
    } else {
      new PathDeletion(store, path).runBoth();
    }
  }

  private void runBoth() {
    TaskGroup other = new TaskGroup();
    other.start(() -> attempt(() -> store.deleteDirectory(path)));
    attempt(() -> store.deleteFiles(List.of(path)));
    if (other.await()) {
      Thread.currentThread().interrupt();
    }
    report();
  }

  private void attempt(Runnable deletion) {
    try {
      deletion.run();
    } catch (RuntimeException | Error e) {
      synchronized (failures) {
        failures.add(e);
      }
    }
  }

  /** Called when both have ended. */
  private void report() {
    for (Throwable failure : failures) {
      if (failure instanceof Error error) {
        throw error;
      }
      if (!(failure instanceof FileStoreException)) {
        throw (RuntimeException) failure;
      }
    }
    if (!failures.isEmpty()) {
      throw ofBoth((FileStoreException) failures.get(0));
    }
  }

  /** Both may fail for one reason, such as a refusal of all that is below the path. */
  private FileStoreException ofBoth(FileStoreException first) {
    FileStoreException last = (FileStoreException) failures.get(failures.size() - 1);
    if (first != last && String.valueOf(first.getMessage()).equals(last.getMessage())) {
      first.addSuppressed(last);
      return first;
    }
    return FileStoreException.ofAll(failures.stream().map(FileStoreException.class::cast).toList());
  }
}
