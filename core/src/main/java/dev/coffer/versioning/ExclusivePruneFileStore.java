package dev.coffer.versioning;

import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.spi.StoreLease;
import java.util.Optional;

/**
 * A layer under which one process at a time {@linkplain FileVersions#prune prunes} the versions of
 * the store below, by a {@link StoreLease} that is kept in the store. A prune that finds another
 * under way throws a {@link dev.coffer.ConflictException}, and one that was stopped for longer than
 * the lease, so that another has begun, removes nothing more. A dry run needs no lease.
 *
 * <p>Where a store does not honour conditions of writes, a prune throws a {@link
 * dev.coffer.ConfigurationException}. {@link #unwrap} returns what the store below returns.
 */
public final class ExclusivePruneFileStore extends ForwardingFileStore {
  /**
   * Wraps a store.
   *
   * @param delegate the store, which has versions; closed with this one
   */
  public ExclusivePruneFileStore(FileStore delegate) {
    super(delegate);
  }

  @Override
  public <T> Optional<T> unwrap(Class<T> type) {
    return type == FileVersions.class
        ? delegate().unwrap(FileVersions.class).map(all -> type.cast(exclusive(all)))
        : super.unwrap(type).or(() -> delegate().unwrap(type));
  }

  private ExclusivelyPruned exclusive(FileVersions all) {
    return new ExclusivelyPruned(all, all, FilePath.ROOT, this, delegate());
  }
}
