package dev.coffer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Writes several files at once. Every file is tried, whatever happens to the others, unless the
 * caller is interrupted, or the store fails with an error that is not a {@link FileStoreException}.
 */
final class ConcurrentWrites {
  private final FileStore store;
  private final Map<FilePath, byte[]> files;
  private final WriteGroup group = new WriteGroup();
  private final WriteOptions options = WriteOptions.DEFAULTS.in(group);

  private final Map<FilePath, FileStoreException> failures = new ConcurrentSkipListMap<>();
  private final Set<FilePath> untried = ConcurrentHashMap.newKeySet();

  private ConcurrentWrites(FileStore store, Map<FilePath, byte[]> files) {
    this.store = store;
    this.files = files;
  }

  static void run(FileStore store, Map<String, byte[]> files) {
    Map<FilePath, byte[]> parsed = new TreeMap<>();
    files.forEach(
        (path, bytes) -> {
          if (parsed.put(FilePath.parseFile(path, "write", store), bytes) != null) {
            throw new InvalidFilePathException(
                new ErrorContext("write", path, store.name()),
                "two of the paths given are this one file",
                null);
          }
        });
    new ConcurrentWrites(store, parsed).run();
  }

  private void run() {
    untried.addAll(files.keySet());
    try {
      if (!Thread.currentThread().isInterrupted()) {
        ConcurrentRequests.run(
            files.entrySet().iterator(), store.capabilities().writeConcurrency(), this::write);
      }
    } catch (InterruptedOperationException e) {
      // What was written when it came, and what was not, is known.
    } finally {
      // Also after an interrupt, for the files that are written.
      boolean interrupted = Thread.interrupted();
      group.end(store.name(), failures);
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    untried.forEach(path -> failures.put(path, notTried(path)));
    report();
  }

  private void write(Map.Entry<FilePath, byte[]> file) {
    FilePath path = file.getKey();
    if (Thread.currentThread().isInterrupted()) {
      throw notTried(path);
    }
    untried.remove(path);
    try {
      store.write(path, Content.of(file.getValue()), options);
    } catch (InterruptedOperationException e) {
      failures.put(path, e);
      throw notTried(path); // ends the others
    } catch (FileStoreException e) {
      failures.put(path, e);
    }
  }

  private InterruptedOperationException notTried(FilePath path) {
    return new InterruptedOperationException(
        new ErrorContext("write", path.toString(), store.name()),
        "not tried: the call had ended",
        null);
  }

  private void report() {
    if (!failures.isEmpty()) {
      List<FileStoreException> all = new ArrayList<>(failures.values());
      all.sort(Comparator.comparing(e -> !(e instanceof InterruptedOperationException)));
      throw FileStoreException.ofAll(all);
    }
  }
}
