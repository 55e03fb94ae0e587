package dev.coffer.replicate;

import dev.coffer.ConflictException;
import dev.coffer.ConnectionException;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.NotFoundException;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads from replicas while the primary cannot be reached. Only files with a mark are served, with
 * the etag that they have at the primary. That a replica lacks a file says nothing about the
 * primary, so the failure of the primary stays the result then.
 */
record Failover(List<FileStore> replicas) {
  private static final Logger LOG = LoggerFactory.getLogger(ReplicatedFileStore.class);

  /**
   * Opens a file at the first replica that has it.
   *
   * @throws FileStoreException if the file that was found breaks a condition of the options; the
   *     failure of the primary, if no replica has the file
   */
  OpenedFile read(FilePath path, ReadOptions options, ConnectionException failure) {
    return first(replica -> read(replica, path, options), path, failure);
  }

  /**
   * Looks a file up at the first replica that has it.
   *
   * @throws ConnectionException the failure of the primary, if no replica has the file
   */
  FileInfo stat(FilePath path, ConnectionException failure) {
    return first(
        replica -> replica.stat(path).flatMap(file -> Mark.of(file).map(m -> m.source(file))),
        path,
        failure);
  }

  private <T> T first(
      Function<FileStore, Optional<T>> call, FilePath path, ConnectionException failure) {
    for (FileStore replica : replicas) {
      Optional<T> found = tried(replica, call, failure);
      if (found.isPresent()) {
        LOG.debug("the primary cannot be reached; {} is read from {}", path, replica.name());
        return found.get();
      }
    }
    throw failure;
  }

  private static <T> Optional<T> tried(
      FileStore replica, Function<FileStore, Optional<T>> call, ConnectionException failure) {
    try {
      return call.apply(replica);
    } catch (ConnectionException e) {
      failure.addSuppressed(e);
      return Optional.empty();
    }
  }

  /** Conditions are about the etag of the primary, so they are checked here. */
  private static Optional<OpenedFile> read(FileStore replica, FilePath path, ReadOptions options) {
    Optional<FileInfo> there = replica.stat(path);
    Optional<FileInfo> source = there.flatMap(f -> Mark.of(f).map(mark -> mark.source(f)));
    if (source.isEmpty()) {
      return Optional.empty();
    }
    long length = options.check(source.get(), replica.name());
    ReadOptions range =
        ReadOptions.DEFAULTS.range(options.offset(), length).ifMatch(there.get().etag());
    try {
      return Optional.of(new OpenedFile(source.get(), replica.read(path, range).stream()));
    } catch (NotFoundException | ConflictException e) {
      return Optional.empty();
    }
  }
}
