package dev.coffer.versioning;

import dev.coffer.FilePath;
import dev.coffer.FileStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Removes versions, path by path. The newest stays and the current file is not among them, so no
 * version is removed that a write has kept and not yet replaced.
 */
final class Pruning {
  private static final int AT_ONCE = 1000;

  private final FileStore store;
  private final KeptVersions versions;
  private final Retention retention;
  private final Instant now;
  private final boolean dryRun;
  private final List<Pruned> report = new ArrayList<>();
  private final List<FilePath> files = new ArrayList<>();

  Pruning(
      FileStore store, KeptVersions versions, Retention retention, Instant now, boolean dryRun) {
    this.store = store;
    this.versions = versions;
    this.retention = retention;
    this.now = now;
    this.dryRun = dryRun;
  }

  PruneReport run() {
    try (Stream<KeptVersions.Subject> all = versions.below(FilePath.ROOT)) {
      @Nullable FilePath path = null;
      List<KeptVersions.Kept> ofPath = new ArrayList<>();
      for (Iterator<KeptVersions.Subject> each = all.iterator(); each.hasNext(); ) {
        KeptVersions.Subject next = each.next();
        if (path != null && !path.equals(next.path())) {
          prune(path, ofPath);
          ofPath.clear();
        }
        path = next.path();
        ofPath.add(new KeptVersions.Kept(next.id(), next.size()));
      }
      if (path != null) {
        prune(path, ofPath);
      }
    }
    delete();
    return new PruneReport(report);
  }

  private void prune(FilePath path, List<KeptVersions.Kept> found) {
    List<FileVersion> versions = newestFirst(found);
    if (retention.prunable(versions, now).isEmpty()) {
      return; // without a look at the current file
    }
    String current = store.stat(path).map(file -> VersionId.of(file).text()).orElse("");
    List<FileVersion> earlier =
        versions.stream().filter(version -> !version.id().equals(current)).toList();
    retention
        .prunable(earlier, now)
        .forEach(
            (version, reason) -> {
              report.add(new Pruned(path, version.id(), reason));
              files.add(KeptVersions.file(path, VersionId.parse(version.id()).orElseThrow()));
            });
    if (files.size() >= AT_ONCE) {
      delete();
    }
  }

  private static List<FileVersion> newestFirst(List<KeptVersions.Kept> found) {
    return KeptVersions.newestFirst(found).stream().map(KeptVersions.Kept::version).toList();
  }

  private void delete() {
    if (!dryRun && !files.isEmpty()) {
      store.deleteFiles(List.copyOf(files));
    }
    files.clear();
  }
}
