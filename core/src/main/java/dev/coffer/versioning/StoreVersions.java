package dev.coffer.versioning;

import dev.coffer.Content;
import dev.coffer.ErrorContext;
import dev.coffer.Feature;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.NotFoundException;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.ScopedFileStore;
import dev.coffer.StorageFailureException;
import dev.coffer.WriteOptions;
import dev.coffer.spi.OwnArea;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The versions of a store, or of a view. All that users do with them are calls of the outermost
 * layer that wants to see them, so that none of them goes around it.
 */
final class StoreVersions implements FileVersions, Feature.Scoped {
  private final FileStore store;
  private final Retention retention;
  private final InstantSource clock;
  private final KeptVersions versions;

  /**
   * Creates the feature.
   *
   * @param store the store that users use
   */
  StoreVersions(FileStore store, Retention retention, InstantSource clock) {
    this.store = store;
    this.retention = retention;
    this.clock = clock;
    this.versions = new KeptVersions(store, clock);
  }

  @Override
  public Stream<FileVersion> newestFirst(String path) {
    return versions.earlier(FilePath.ofFile(path)).map(Kept::version);
  }

  @Override
  public Stream<FileHistory> histories(String directory) {
    return Histories.below(store, versions, FilePath.of(directory), "").map(this::describe);
  }

  private FileHistory describe(History history) {
    List<FileVersion> newestFirst = history.earlier(versions).map(Kept::version).toList();
    return new FileHistory(history.path(), history.current(), newestFirst);
  }

  @Override
  public byte[] read(String path, String id) {
    FilePath file = FilePath.ofFile(path);
    try (OpenedFile opened = open(file, id, ReadOptions.DEFAULTS)) {
      return opened.stream().readAllBytes();
    } catch (IOException e) {
      throw new StorageFailureException(context("read", file), "version " + id, e);
    }
  }

  @Override
  public InputStream open(String path, String id, long offset, long length) {
    return open(FilePath.ofFile(path), id, ReadOptions.DEFAULTS.range(offset, length)).stream();
  }

  private OpenedFile open(FilePath path, String id, ReadOptions options) {
    VersionId version = require("read", path, id);
    if (version.isDeletion()) {
      throw notFound("read", path, id + " is a deletion, which has no content");
    }
    return opened("read", path, version, options);
  }

  private OpenedFile opened(
      String operation, FilePath path, VersionId version, ReadOptions options) {
    try {
      return store.read(KeptVersions.file(path, version), options);
    } catch (NotFoundException e) {
      throw notFound(operation, path, "there is no version " + version.text());
    } catch (FileStoreException e) {
      throw OwnArea.errorOf(operation, path, e);
    }
  }

  private VersionId require(String operation, FilePath path, String id) {
    return VersionId.parse(id)
        .orElseThrow(() -> notFound(operation, path, "'" + id + "' is not the id of a version"));
  }

  private NotFoundException notFound(String operation, FilePath path, String hint) {
    return new NotFoundException(context(operation, path), hint, null);
  }

  private ErrorContext context(String operation, FilePath path) {
    return new ErrorContext(operation, path.toString(), store.name());
  }

  @Override
  public Optional<String> deletedBy(String path, String id) {
    FilePath file = FilePath.ofFile(path);
    VersionId deletion = require("read", file, id);
    if (!deletion.isDeletion()) {
      throw notFound("read", file, id + " is not a deletion");
    }
    try (OpenedFile opened = opened("read", file, deletion, ReadOptions.DEFAULTS)) {
      String actor = new String(opened.stream().readAllBytes(), StandardCharsets.UTF_8);
      return Optional.of(actor).filter(name -> !name.isEmpty());
    } catch (IOException e) {
      throw new StorageFailureException(context("read", file), "deletion " + id, e);
    }
  }

  @Override
  public FileInfo restore(String path, String id) {
    return restore(path, id, UnaryOperator.identity());
  }

  @Override
  public FileInfo restoreIfAbsent(String path, String id) {
    return restore(path, id, WriteOptions::ifAbsent);
  }

  private FileInfo restore(String path, String id, UnaryOperator<WriteOptions> condition) {
    FilePath file = FilePath.ofFile(path);
    try (OpenedFile version = open(file, id, ReadOptions.DEFAULTS)) {
      FileInfo info = version.info();
      WriteOptions options = condition.apply(WriteOptions.like(info));
      return store.write(file, Content.of(version.stream(), info.size()), options);
    }
  }

  @Override
  public FileStore asOf(Instant moment) {
    return new PastFileStore(new ScopedFileStore(store, FilePath.ROOT), moment, clock).readOnly();
  }

  @Override
  public void prune(boolean dryRun, Consumer<Pruned> report) {
    new Pruning(store, versions, retention, clock.instant(), dryRun, report).run();
  }

  @Override
  public Optional<Feature.Scoped> scoped(FilePath directory) {
    return Optional.of(new StoreVersions(new ScopedFileStore(store, directory), retention, clock));
  }

  @Override
  public Optional<Feature> through(FileStore layer) {
    return Optional.of(new StoreVersions(layer, retention, clock));
  }

  /** Ends the view; the store of a whole one is closed by its owner. */
  @Override
  public void close() {
    if (store instanceof ScopedFileStore view) {
      view.close();
    }
  }
}
