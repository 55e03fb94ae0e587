package dev.coffer.versioning;

import dev.coffer.Feature;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.spi.StoreLease;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Versions that are pruned under a lease; all else is as it is without.
 *
 * @param versions those of the view
 * @param all those of the whole store
 * @param directory the root of the view
 * @param outer the store by whose calls versions are removed
 * @param keeper the store that keeps the lease, for all views
 */
record ExclusivelyPruned(
    FileVersions versions, FileVersions all, FilePath directory, FileStore outer, FileStore keeper)
    implements ForwardingVersions {
  private static final String LEASE = "prune";

  @Override
  public void prune(boolean dryRun, Consumer<Pruned> report) {
    if (dryRun) {
      versions.prune(true, report);
      return;
    }
    try (StoreLease lease = StoreLease.take(keeper, LEASE, StoreLease.TERM);
        Feature.Scoped guarded =
            all.through(lease.guard(outer)).flatMap(seen -> seen.scoped(directory)).orElseThrow()) {
      ((FileVersions) guarded).prune(false, report);
    }
  }

  @Override
  public Optional<Feature.Scoped> scoped(FilePath below) {
    return versions
        .scoped(below)
        .map(
            view ->
                new ExclusivelyPruned(
                    (FileVersions) view, all, directory.resolve(below), outer, keeper));
  }

  @Override
  public Optional<Feature> through(FileStore layer) {
    return versions
        .through(layer)
        .map(seen -> new ExclusivelyPruned((FileVersions) seen, all, directory, layer, keeper));
  }

  /** Ends the view; the store of a whole one is closed by its owner. */
  @Override
  public void close() {
    if (versions instanceof Feature.Scoped view) {
      view.close();
    }
  }
}
