package dev.coffer.versioning;

import dev.coffer.Capabilities;
import dev.coffer.Content;
import dev.coffer.CopyOptions;
import dev.coffer.DeleteOptions;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.PresignedUrls;
import dev.coffer.WriteOptions;
import dev.coffer.spi.ServiceVersions;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;

/**
 * A layer that leaves it to the service of a store, such as a bucket that keeps versions, to keep
 * what a change replaces. Every call then goes straight through, and {@link FileVersions} are the
 * versions of the service.
 *
 * <p>Whether the service keeps versions is asked once, by the first change or the first use of
 * {@link FileVersions}. If there is no answer, that call fails and the next one asks again. A store
 * that chooses by itself keeps versions as {@link VersioningFileStore} does if the service keeps
 * none, and also if such versions are there already, so that the history of a path is in one place.
 *
 * <p>What changes the files past the layer is kept too. If the versioning of the bucket is
 * suspended while the store is open, what is replaced from then on is lost.
 */
public final class NativeVersioningFileStore extends ForwardingFileStore {
  private final VersioningFileStore layer;
  private final ServiceVersions service;
  private final Retention retention;
  private final KeeperChoice choice;

  private NativeVersioningFileStore(
      VersioningFileStore layer,
      FileStore delegate,
      Retention retention,
      ServiceVersions service,
      boolean mustBeNative) {
    super(delegate);
    this.layer = layer;
    this.service = service;
    this.retention = retention;
    this.choice = new KeeperChoice(delegate, service, mustBeNative);
  }

  /**
   * Wraps a store so that its service keeps the versions. If it turns out that the service keeps
   * none, changes and uses of {@link FileVersions} throw a {@link
   * dev.coffer.ConfigurationException}.
   *
   * @param delegate the store; closed with the result
   * @param retention what a prune keeps
   * @return the store; empty if the service of the store has no versions
   */
  public static Optional<FileStore> of(FileStore delegate, Retention retention) {
    return delegate
        .unwrap(ServiceVersions.class)
        .map(
            service ->
                new NativeVersioningFileStore(
                    new VersioningFileStore(delegate, retention),
                    delegate,
                    retention,
                    service,
                    true));
  }

  /**
   * Wraps a store so that its service keeps the versions if it does so anyway, and otherwise a
   * {@link VersioningFileStore}.
   *
   * @param delegate the store; closed with the result
   * @param retention what a prune keeps
   * @return the store
   */
  public static FileStore ifEnabled(FileStore delegate, Retention retention) {
    return ifEnabled(delegate, retention, VersioningConditions.REQUIRED);
  }

  /**
   * Wraps a store as {@link #ifEnabled(FileStore, Retention)} does.
   *
   * @param delegate the store; closed with the result
   * @param retention what a prune keeps
   * @param conditions what becomes of a write whose condition the server ignores, if the service
   *     keeps no versions
   * @return the store
   */
  public static FileStore ifEnabled(
      FileStore delegate, Retention retention, VersioningConditions conditions) {
    VersioningFileStore layer = new VersioningFileStore(delegate, retention, conditions);
    return delegate
        .unwrap(ServiceVersions.class)
        .<FileStore>map(
            service -> new NativeVersioningFileStore(layer, delegate, retention, service, false))
        .orElse(layer);
  }

  private FileStore keeper(String operation, FilePath path) {
    return choice.isService(operation, path) ? delegate() : layer;
  }

  @Override
  public FileInfo write(FilePath path, Content content, WriteOptions options) {
    path.requireFile("write", this);
    return keeper("write", path).write(path, content, options);
  }

  @Override
  public FileInfo copy(FilePath source, FilePath target, CopyOptions options) {
    target.requireFile("copy", this);
    return keeper("copy", target).copy(source, target, options);
  }

  @Override
  public FileInfo move(FilePath source, FilePath target) {
    source.requireFile("move", this);
    target.requireFile("move", this);
    return keeper("move", source).move(source, target);
  }

  @Override
  public void deleteFiles(Collection<FilePath> paths) {
    paths.forEach(path -> path.requireFile("delete", this));
    keeper("delete", FilePath.ROOT).deleteFiles(paths);
  }

  @Override
  public void deleteFile(FilePath path, DeleteOptions options) {
    path.requireFile("delete", this);
    keeper("delete", path).deleteFile(path, options);
  }

  @Override
  public void deleteDirectory(FilePath directory) {
    keeper("delete", directory).deleteDirectory(directory);
  }

  @Override
  public Capabilities capabilities() {
    return layer.capabilities();
  }

  @Override
  public <T> Optional<T> unwrap(Class<T> type) {
    if (type == FileVersions.class) {
      return Optional.of(type.cast(new ChosenVersions(this::versions)));
    }
    if (type == PresignedUrls.class) {
      return keeper("unwrap", FilePath.ROOT).unwrap(type);
    }
    return layer.unwrap(type).or(() -> beside(type));
  }

  /** Returns a feature that changes files past a layer, which does no harm if there is none. */
  private <T> Optional<T> beside(Class<T> type) {
    return FileStore.class.isAssignableFrom(type)
        ? super.unwrap(type)
        : delegate().unwrap(type).filter(feature -> choice.isService("unwrap", FilePath.ROOT));
  }

  private FileVersions versions() {
    return choice.isService("list versions", FilePath.ROOT)
        ? new ServiceFileVersions(service, this, retention, InstantSource.system())
        : layer.unwrap(FileVersions.class).orElseThrow();
  }

  /** The same nest, whoever keeps the versions. */
  @Override
  public String toString() {
    return layer.toString();
  }
}
