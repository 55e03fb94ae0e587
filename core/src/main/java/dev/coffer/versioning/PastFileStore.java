package dev.coffer.versioning;

import dev.coffer.Directory;
import dev.coffer.Entry;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.InvalidRangeException;
import dev.coffer.ListOptions;
import dev.coffer.NotFoundException;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A store as it was at a moment; only its reads are used. */
final class PastFileStore extends ForwardingFileStore {
  private final Instant moment;
  private final KeptVersions versions;

  PastFileStore(FileStore store, Instant moment, InstantSource clock) {
    super(store);
    this.moment = moment;
    this.versions = new KeptVersions(store, clock);
  }

  @Override
  public Optional<FileInfo> stat(FilePath path) {
    return path.isRoot()
        ? delegate().stat(path)
        : at(path).flatMap(state -> state.current().or(() -> version(path, state)));
  }

  private Optional<FileInfo> version(FilePath path, History.State state) {
    return delegate().stat(state.file(path)).map(kept -> state.describe(path, kept));
  }

  /** The current file first: if it is replaced after that, it is a version by then. */
  private Optional<History.State> at(FilePath path) {
    Optional<FileInfo> current = delegate().stat(path);
    return new History(current, versions.of(path)).at(moment);
  }

  @Override
  public OpenedFile read(FilePath path, ReadOptions options) {
    path.requireFile("read", this);
    while (true) {
      History.State state = at(path).orElseThrow(() -> notFound(path));
      Optional<OpenedFile> opened =
          state.current().isPresent()
              ? readCurrent(state.current().get(), options)
              : Optional.of(readVersion(path, state, options));
      if (opened.isPresent()) {
        return opened.get();
      }
    }
  }

  private NotFoundException notFound(FilePath path) {
    return new NotFoundException(
        new ErrorContext("read", path.toString(), name()),
        "there was no such file at " + moment,
        null);
  }

  /** Empty if the file was replaced or deleted since it was looked at: it is a version now. */
  private Optional<OpenedFile> readCurrent(FileInfo current, ReadOptions options) {
    long length = options.check(current, name());
    ReadOptions part = ReadOptions.DEFAULTS.range(options.offset(), length);
    try {
      OpenedFile opened = delegate().read(current.path(), part);
      if (opened.info().etag().equals(current.etag())) {
        return Optional.of(opened);
      }
      opened.close();
    } catch (NotFoundException | InvalidRangeException e) {
      // Deleted, or shorter than the one that was looked at.
    }
    return Optional.empty();
  }

  private OpenedFile readVersion(FilePath path, History.State state, ReadOptions options) {
    FileInfo info = version(path, state).orElseThrow(() -> notFound(path));
    long length = options.check(info, name());
    OpenedFile opened =
        delegate().read(state.file(path), ReadOptions.DEFAULTS.range(options.offset(), length));
    return new OpenedFile(info, opened.stream());
  }

  @Override
  public Stream<Entry> list(FilePath directory, ListOptions options) {
    Map<FilePath, History> histories = new TreeMap<>();
    try (Stream<Entry> entries = delegate().list(directory, ListOptions.DEFAULTS.recursive())) {
      entries.forEach(
          entry ->
              histories.put(
                  entry.path(), new History(Optional.of((FileInfo) entry), new ArrayList<>())));
    }
    try (Stream<KeptVersions.Subject> kept = versions.below(directory)) {
      kept.filter(one -> !one.path().equals(directory))
          .forEach(
              one ->
                  histories
                      .computeIfAbsent(
                          one.path(), path -> new History(Optional.empty(), new ArrayList<>()))
                      .kept()
                      .add(new KeptVersions.Kept(one.id(), one.size())));
    }
    return entries(directory, histories, options);
  }

  private Stream<Entry> entries(
      FilePath directory, Map<FilePath, History> histories, ListOptions options) {
    Map<String, Entry> found = new TreeMap<>(FilePath::compareUtf8);
    histories.forEach(
        (path, history) ->
            history
                .at(moment)
                .ifPresent(state -> add(found, directory, state.listed(path), options)));
    List<Entry> listed = new ArrayList<>();
    String start = options.startAfter().orElse("");
    found.forEach(
        (name, entry) -> {
          if (FilePath.compareUtf8(name, start) > 0) {
            listed.add(entry);
          }
        });
    return listed.stream();
  }

  private static void add(
      Map<String, Entry> found, FilePath directory, FileInfo file, ListOptions options) {
    FilePath below = file.path().relativeTo(directory);
    FilePath first = below;
    while (first.parent().filter(above -> !above.isRoot()).isPresent()) {
      first = first.parent().orElseThrow();
    }
    if (options.isRecursive() || first.equals(below)) {
      found.put(file.path().toString(), file);
    } else {
      Directory child = new Directory(directory.resolve(first));
      found.put(child.path() + "/", child);
    }
  }
}
