package dev.coffer.versioning;

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
import java.util.Optional;
import java.util.stream.Stream;

/** A store as it was at a moment; only its reads are used. */
final class PastFileStore extends ForwardingFileStore {
  private final Instant moment;
  private final KeptVersions versions;

  /** A little before this view was made: its moment may be that one. */
  private final Instant asked;

  private final InstantSource clock;

  PastFileStore(FileStore store, Instant moment, InstantSource clock) {
    super(store);
    this.moment = moment;
    this.asked = clock.instant().minus(VersionId.AHEAD);
    this.clock = clock;
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
    Optional<History.State> still = at(History.of(path, current));
    if (still.isPresent()) {
      return still;
    }
    try (Stream<Kept> kept = versions.until(moment, path)) {
      return at(new History(path, Optional.empty(), kept.iterator()));
    }
  }

  private Optional<History.State> at(History history) {
    return history.at(moment, asked, clock.instant());
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
    String start = options.startAfter().orElse("");
    Stream<History> histories = Histories.below(delegate(), versions, directory, start);
    Stream<FileInfo> files =
        histories.flatMap(one -> at(one).map(state -> state.listed(one.path())).stream());
    return Children.listed(directory, options, files);
  }
}
