package dev.coffer.versioning;

import dev.coffer.Content;
import dev.coffer.CopyOptions;
import dev.coffer.ErrorContext;
import dev.coffer.Feature;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.ListOptions;
import dev.coffer.NotFoundException;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.ScopedFileStore;
import dev.coffer.StorageFailureException;
import dev.coffer.WriteOptions;
import dev.coffer.spi.OwnArea;
import dev.coffer.spi.ServiceVersion;
import dev.coffer.spi.ServiceVersions;
import dev.coffer.spi.VersionPath;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The versions that the service of a store keeps. A version is read, restored and deleted by its
 * path and a call of the outer store, so that the layers around see it.
 *
 * @param service lists the versions, as the view names them
 * @param outer the store or the view that users write to
 */
record ServiceFileVersions(
    ServiceVersions service, FileStore outer, Retention retention, InstantSource clock)
    implements FileVersions, Feature.Scoped {
  @Override
  public Stream<FileVersion> newestFirst(String path) {
    return service
        .of(FilePath.ofFile(path))
        .filter(version -> !version.isCurrent())
        .map(ServiceHistory::seen);
  }

  @Override
  public Stream<FileHistory> histories(String directory) {
    return ServiceHistories.of(service.below(FilePath.of(directory), ListOptions.DEFAULTS))
        .map(ServiceHistory::seen);
  }

  @Override
  public byte[] read(String path, String id) {
    try (OpenedFile opened = open(FilePath.ofFile(path), id, ReadOptions.DEFAULTS)) {
      return opened.stream().readAllBytes();
    } catch (IOException e) {
      throw new StorageFailureException(context("read", FilePath.ofFile(path)), "version " + id, e);
    }
  }

  @Override
  public InputStream open(String path, String id, long offset, long length) {
    return open(FilePath.ofFile(path), id, ReadOptions.DEFAULTS.range(offset, length)).stream();
  }

  private OpenedFile open(FilePath file, String id, ReadOptions options) {
    return call("read", file, id, version -> outer.read(version, options));
  }

  @Override
  public FileInfo restore(String path, String id) {
    return copy(FilePath.ofFile(path), id, id);
  }

  /**
   * Copied by the service. What it replaces, the service keeps.
   *
   * @param id the version, as the user knows it
   * @param source the version, as the copy knows it
   */
  private FileInfo copy(FilePath file, String id, String source) {
    Function<FilePath, FileInfo> copy =
        version -> outer.copy(new VersionPath(file, source).path(), file, CopyOptions.DEFAULTS);
    return call("restore", file, id, copy);
  }

  @Override
  public FileInfo restoreIfAbsent(String path, String id) {
    FilePath file = FilePath.ofFile(path);
    Optional<String> source = service.idIfAbsent(id);
    return source.isPresent() ? copy(file, id, source.get()) : carry(file, id);
  }

  /** No service has a copy on the condition that there is no file, so the bytes pass through. */
  private FileInfo carry(FilePath file, String id) {
    try (OpenedFile version = open(file, id, ReadOptions.DEFAULTS)) {
      FileInfo info = version.info();
      return outer.write(
          file, Content.of(version.stream(), info.size()), WriteOptions.like(info).ifAbsent());
    }
  }

  /** Passes the path of a version to a call; its error names the file and the version. */
  private <T> T call(String operation, FilePath file, String id, Function<FilePath, T> call) {
    if (!VersionPath.isPossible(id)) {
      throw notFound(operation, file, "'" + id + "' is not the id of a version", null);
    }
    try {
      return call.apply(new VersionPath(file, id).path());
    } catch (NotFoundException e) {
      throw notFound(operation, file, "there is no version " + id + " that has content", e);
    } catch (StorageFailureException e) {
      throw isMissing(file, id, e)
          ? notFound(operation, file, "there is no version " + id, e)
          : OwnArea.errorOf(operation, file, e);
    } catch (FileStoreException e) {
      throw OwnArea.errorOf(operation, file, e);
    }
  }

  /** Services answer in different ways to the id of another file, or of another kind. */
  private boolean isMissing(FilePath file, String id, FileStoreException failure) {
    try {
      return find(file, version -> version.id().equals(id)).isEmpty();
    } catch (FileStoreException e) {
      failure.addSuppressed(e);
      return false;
    }
  }

  private Optional<ServiceVersion> find(FilePath file, Predicate<ServiceVersion> wanted) {
    try (Stream<ServiceVersion> all = service.of(file)) {
      return all.filter(wanted).findFirst();
    }
  }

  private NotFoundException notFound(
      String operation, FilePath path, String hint, @Nullable Throwable cause) {
    return new NotFoundException(context(operation, path), hint, cause);
  }

  private ErrorContext context(String operation, FilePath path) {
    return new ErrorContext(operation, path.toString(), outer.name());
  }

  /** No service tells who deleted a file. */
  @Override
  public Optional<String> deletedBy(String path, String id) {
    FilePath file = FilePath.ofFile(path);
    if (find(file, version -> version.deletion() && version.id().equals(id)).isEmpty()) {
      throw notFound("read", file, "'" + id + "' is not a deletion", null);
    }
    return Optional.empty();
  }

  @Override
  public Stream<SoftDeletedFile> softDeleted(String directory) {
    return service
        .softDeleted(FilePath.of(directory))
        .map(
            one ->
                new SoftDeletedFile(one.path(), one.id(), one.deleted(), one.until(), one.size()));
  }

  @Override
  public FileStore asOf(Instant moment) {
    return new PastServiceStore(new ScopedFileStore(outer, FilePath.ROOT), service, moment)
        .readOnly();
  }

  @Override
  public void prune(boolean dryRun, Consumer<Pruned> report) {
    new ServicePruning(service, outer, retention, clock.instant(), dryRun, report).run();
  }

  @Override
  public Optional<Feature.Scoped> scoped(FilePath directory) {
    return Optional.of(
        new ServiceFileVersions(
            service.within(directory), new ScopedFileStore(outer, directory), retention, clock));
  }

  @Override
  public Optional<Feature> through(FileStore layer) {
    return Optional.of(new ServiceFileVersions(service, layer, retention, clock));
  }

  /** Ends the view; the store of a whole one is closed by its owner. */
  @Override
  public void close() {
    if (outer instanceof ScopedFileStore view) {
      view.close();
    }
  }
}
