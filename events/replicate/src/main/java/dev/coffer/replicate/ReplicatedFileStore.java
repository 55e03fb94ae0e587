package dev.coffer.replicate;

import dev.coffer.ConnectionException;
import dev.coffer.Content;
import dev.coffer.CopyOptions;
import dev.coffer.DeleteOptions;
import dev.coffer.Feature;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.WriteOptions;
import dev.coffer.event.FileEventLog;
import dev.coffer.spi.Metrics;
import dev.coffer.spi.OwnArea;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A primary: its writers stop once a replica has been promoted, and readers may fail over. What
 * changes is brought to the replicas by the deliveries of the store below.
 */
final class ReplicatedFileStore extends ForwardingFileStore {
  private final List<FileStore> replicas;
  private final Fence fence;
  private final Failover failover;
  private final LagWatch lag;
  private final RepeatedTask looks;

  private ReplicatedFileStore(
      FileStore next, FileEventLog log, List<FileStore> replicas, ReplicationOptions options) {
    super(next);
    this.replicas = replicas;
    this.failover = new Failover(options.failsOver() ? replicas : List.of());
    List<String> names = options.replicas().stream().map(ReplicaAddress::name).toList();
    this.lag = new LagWatch(names, log, options.maxLag(), InstantSource.system());
    this.fence = new Fence(next, replicas, options.lease());
    this.looks = new RepeatedTask("coffer-replica-lag", options.lease(), lag::look);
  }

  /** Opens the replicas; if anything fails, only the store below stays open. */
  static FileStore around(FileStore next, ReplicationOptions options) {
    FileEventLog log = next.unwrap(FileEventLog.class).orElseThrow();
    List<FileStore> replicas = new ArrayList<>();
    ReplicatedFileStore store;
    try {
      options.replicas().forEach(each -> replicas.add(each.open(options.settings())));
      store = new ReplicatedFileStore(next, log, replicas, options);
    } catch (Throwable e) {
      replicas.forEach(FileStore::close);
      throw e;
    }
    try {
      store.fence.awaitFirst();
      return store;
    } catch (Throwable e) {
      store.end();
      throw e;
    }
  }

  @Override
  public FileInfo write(FilePath path, Content content, WriteOptions options) {
    fence.requirePrimary("write", path);
    return super.write(path, content, options);
  }

  @Override
  public FileInfo copy(FilePath source, FilePath target, CopyOptions options) {
    fence.requirePrimary("copy", target);
    return super.copy(source, target, options);
  }

  @Override
  public FileInfo move(FilePath source, FilePath target) {
    fence.requirePrimary("move", target);
    return super.move(source, target);
  }

  @Override
  public void deleteFiles(Collection<FilePath> paths) {
    fence.requirePrimary("delete", FilePath.ROOT);
    super.deleteFiles(paths);
  }

  @Override
  public void deleteFile(FilePath path, DeleteOptions options) {
    fence.requirePrimary("delete", path);
    super.deleteFile(path, options);
  }

  @Override
  public void deleteDirectory(FilePath directory) {
    fence.requirePrimary("delete", directory);
    super.deleteDirectory(directory);
  }

  @Override
  public OpenedFile read(FilePath path, ReadOptions options) {
    if (!failsOver(path)) {
      return super.read(path, options);
    }
    try {
      OpenedFile file = super.read(path, options);
      return new OpenedFile(file.info(), new FailoverStream(failover, file, options));
    } catch (ConnectionException e) {
      return failover.read(path, options, e);
    }
  }

  @Override
  public Optional<FileInfo> stat(FilePath path) {
    try {
      return super.stat(path);
    } catch (ConnectionException e) {
      if (!failsOver(path)) {
        throw e;
      }
      return Optional.of(failover.stat(path, e));
    }
  }

  private boolean failsOver(FilePath path) {
    return !failover.replicas().isEmpty() && !OwnArea.contains(path);
  }

  @Override
  public <T> Optional<T> unwrap(Class<T> type) {
    if (type == Replication.class) {
      return Optional.of(type.cast(lag));
    }
    if (type == Metrics.class) {
      return Optional.of(type.cast(Metrics.with(delegate(), lag::metrics)));
    }
    return super.unwrap(type).or(() -> delegate().unwrap(type).map(this::passedOn).map(type::cast));
  }

  /** A feature whose changes can pass this store does not go around its fence. */
  private Object passedOn(Object feature) {
    return feature instanceof Feature known
        ? known.through(this).<Object>map(same -> same).orElse(feature)
        : feature;
  }

  private void end() {
    looks.close();
    fence.close();
    replicas.forEach(FileStore::close);
  }

  @Override
  public void close() {
    looks.close();
    fence.close();
    try {
      super.close();
    } finally {
      replicas.forEach(FileStore::close);
    }
  }

  /** Prints as the store below, whose name says that there are replicas. */
  @Override
  public String toString() {
    return delegate().toString();
  }
}
