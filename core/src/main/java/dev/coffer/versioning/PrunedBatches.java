package dev.coffer.versioning;

import dev.coffer.FilePath;
import dev.coffer.FileStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Deletes versions, many with one call, and reports them once they are deleted. */
final class PrunedBatches {
  private static final int AT_ONCE = 1000;

  private final FileStore store;
  private final Function<Pruned, FilePath> place;
  private final boolean dryRun;
  private final Consumer<Pruned> report;
  private final List<Pruned> found = new ArrayList<>();

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

  void add(Pruned one) {
    found.add(one);
    if (found.size() >= AT_ONCE) {
      flush();
    }
  }

  void flush() {
    if (!dryRun && !found.isEmpty()) {
      store.deleteFiles(found.stream().map(place).toList());
    }
    found.forEach(report);
    found.clear();
  }
}
