package dev.coffer.versioning;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Removes versions, path by path. The newest stays and the current file is not among them, so no
 * version is removed that a write has kept and not yet replaced.
 */
final class Pruning {
  private final FileStore store;
  private final KeptVersions versions;
  private final Retention retention;
  private final Instant now;
  private final PrunedBatches found;

  Pruning(
      FileStore store,
      KeptVersions versions,
      Retention retention,
      Instant now,
      boolean dryRun,
      Consumer<Pruned> report) {
    this.store = store;
    this.versions = versions;
    this.retention = retention;
    this.now = now;
    this.found = new PrunedBatches(store, Pruning::file, dryRun, report);
  }

  void run() {
    if (retention.equals(Retention.ALL)) {
      return;
    }
    try (VersionListing all = new VersionListing(store, versions, FilePath.ROOT, "")) {
      for (VersionListing.Subject next = all.peek(); next != null; next = all.peek()) {
        FilePath path = next.path();
        List<Kept> ofPath = new ArrayList<>();
        while (next != null && next.path().equals(path)) {
          ofPath.add(all.next().kept());
          next = all.peek();
        }
        prune(path, ofPath);
      }
    }
    found.finish();
  }

  private void prune(FilePath path, List<Kept> kept) {
    List<FileVersion> newestFirst = newestFirst(path, kept);
    if (retention.prunable(newestFirst, now).isEmpty()) {
      return; // without a look at the current file
    }
    Optional<FileInfo> current = store.stat(path);
    List<Kept> earlier = kept.stream().filter(one -> !one.isCurrent(current)).toList();
    retention
        .prunable(newestFirst(path, earlier), now)
        .forEach((version, reason) -> found.add(path, version, reason));
  }

  private List<FileVersion> newestFirst(FilePath path, List<Kept> kept) {
    List<FileVersion> sorted = new ArrayList<>(kept.size());
    versions.newestFirst(path, kept.iterator()).forEachRemaining(one -> sorted.add(one.version()));
    return sorted;
  }

  private static FilePath file(Pruned one) {
    return KeptVersions.file(one.path(), VersionId.parse(one.id()).orElseThrow());
  }
}
