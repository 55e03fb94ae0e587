package dev.coffer.versioning;

import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ListOptions;
import dev.coffer.spi.ServiceVersions;
import dev.coffer.spi.VersionPath;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Removes versions that the service keeps, path by path, for good. The current file is not among
 * them, and the newest version stays.
 */
final class ServicePruning {
  private final ServiceVersions service;
  private final Retention retention;
  private final Instant now;
  private final PrunedBatches found;

  ServicePruning(
      ServiceVersions service,
      FileStore store,
      Retention retention,
      Instant now,
      boolean dryRun,
      Consumer<Pruned> report) {
    this.service = service;
    this.retention = retention;
    this.now = now;
    this.found = new PrunedBatches(store, ServicePruning::place, dryRun, report);
  }

  void run() {
    if (!retention.equals(Retention.ALL)) {
      try (Stream<ServiceHistory> all =
          ServiceHistories.of(service.below(FilePath.ROOT, ListOptions.DEFAULTS))) {
        all.forEach(this::prune);
      }
      found.finish();
    }
  }

  private void prune(ServiceHistory history) {
    List<FileVersion> earlier = history.earlier();
    Map<FileVersion, String> pruned = new LinkedHashMap<>(retention.prunable(earlier, now));
    deletionsOfNothing(earlier)
        .forEach(
            deletion -> pruned.putIfAbsent(deletion, "the deletion of a version that is gone"));
    pruned.forEach((version, reason) -> found.add(history.path(), version, reason));
  }

  /** Returns the deletions below which no version is left, which a rule of the bucket removed. */
  private static List<FileVersion> deletionsOfNothing(List<FileVersion> newestFirst) {
    int first = newestFirst.size();
    while (first > 0 && newestFirst.get(first - 1).deleteMarker()) {
      first--;
    }
    return newestFirst.subList(first, newestFirst.size());
  }

  private static FilePath place(Pruned one) {
    return new VersionPath(one.path(), one.id()).path();
  }
}
