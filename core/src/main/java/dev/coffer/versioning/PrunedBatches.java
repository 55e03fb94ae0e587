package dev.coffer.versioning;

import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.spi.OwnArea;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Deletes versions, many with one call, and reports each one that is deleted, also of a call that
 * fails. A version that cannot be deleted holds up no other: the failures are thrown at the end, or
 * when nothing can be deleted.
 */
final class PrunedBatches {
  private static final int AT_ONCE = 1000;
  private static final int MOST_FAILED_CALLS = 10;

  private final FileStore store;
  private final Function<Pruned, FilePath> place;
  private final boolean dryRun;
  private final Consumer<Pruned> report;
  private final Map<FilePath, Pruned> found = new LinkedHashMap<>();
  private final List<FileStoreException> failures = new ArrayList<>();
  private int failedCalls;

  /**
   * Creates an empty batch.
   *
   * @param place the path of a version in the store
   * @param dryRun whether versions are only reported
   */
  PrunedBatches(
      FileStore store, Function<Pruned, FilePath> place, boolean dryRun, Consumer<Pruned> report) {
    this.store = store;
    this.place = place;
    this.dryRun = dryRun;
    this.report = report;
  }

  void add(FilePath path, FileVersion version, String reason) {
    Pruned one = new Pruned(path, version.id(), reason, version.size());
    found.put(place.apply(one), one);
    if (found.size() >= AT_ONCE) {
      flush();
    }
  }

  /**
   * Deletes what is left.
   *
   * @throws FileStoreException the failures of all calls
   */
  void finish() {
    flush();
    throwFailures();
  }

  private void flush() {
    List<FilePath> removed = dryRun ? List.copyOf(found.keySet()) : removed();
    removed.forEach(path -> report.accept(found.get(path)));
    boolean hopeless = removed.isEmpty() || failedCalls >= MOST_FAILED_CALLS;
    found.clear();
    if (hopeless) {
      throwFailures();
    }
  }

  private List<FilePath> removed() {
    List<FilePath> paths = List.copyOf(found.keySet());
    if (!paths.isEmpty()) {
      try {
        store.deleteFiles(paths);
      } catch (FileStoreException e) {
        failedCalls++;
        e.failures().forEach(failure -> failures.add(ofFile(failure)));
        List<FilePath> named = e.succeeded(paths);
        boolean known = !named.isEmpty() || e.failures().size() >= paths.size();
        return known ? named : missing(paths);
      }
    }
    return paths;
  }

  /** Users know the file of a version and not its place. */
  private FileStoreException ofFile(FileStoreException failure) {
    return found.entrySet().stream()
        .filter(one -> one.getKey().toString().equals(failure.path()))
        .findFirst()
        .map(one -> OwnArea.errorOf("prune", one.getValue().path(), failure))
        .orElse(failure);
  }

  /** The failure of a whole call does not say what it has deleted. */
  private List<FilePath> missing(List<FilePath> paths) {
    List<FilePath> missing = new ArrayList<>();
    try {
      for (FilePath path : paths) {
        if (store.stat(path).isEmpty()) {
          missing.add(path);
        }
      }
    } catch (FileStoreException e) {
      failures.add(e);
    }
    return missing;
  }

  private void throwFailures() {
    if (!failures.isEmpty()) {
      throw FileStoreException.ofAll(failures);
    }
  }
}
