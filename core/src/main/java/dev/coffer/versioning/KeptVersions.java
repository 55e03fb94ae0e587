package dev.coffer.versioning;

import dev.coffer.Actor;
import dev.coffer.Capability;
import dev.coffer.Content;
import dev.coffer.CopyOptions;
import dev.coffer.Entry;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.ListOptions;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.StorageFailureException;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.WriteOptions;
import dev.coffer.spi.OwnArea;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The versions as files in the area of the layer. */
final class KeptVersions {
  static final OwnArea AREA = OwnArea.of("versions");

  private static final Duration RECENT = Duration.ofSeconds(10);
  private static final Set<Capability> FILE_SYSTEM =
      Set.of(Capability.EXCLUSIVE_NAMES, Capability.PERSISTENT);

  private final FileStore store;
  private final InstantSource clock;

  KeptVersions(FileStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Returns whether a store has versions of this layer. */
  static boolean areIn(FileStore store) {
    ListOptions one = ListOptions.DEFAULTS.recursive().pageSize(1);
    try (Stream<Entry> entries = store.list(AREA.below(FilePath.ROOT), one)) {
      return entries.findFirst().isPresent();
    }
  }

  static FilePath file(FilePath path, VersionId id) {
    return AREA.file(path, VersionName.of(id));
  }

  /**
   * Keeps a file that is about to be replaced or deleted. Doing it twice does no harm, since the id
   * is that of the same bytes.
   *
   * @param operation the call of the user, for messages
   * @throws dev.coffer.ConflictException if the file was replaced since
   */
  void keep(String operation, FileInfo present) {
    keep(operation, present, idOf(present));
  }

  /**
   * Returns the id of a file that is about to be replaced or deleted. If another program has given
   * it a time before that of a version of the path, or one that is still to come, its id is later
   * than that version.
   */
  VersionId idOf(FileInfo present) {
    Instant now = clock.instant();
    Optional<VersionId> newest = timeMayBeSet(present, now) ? newest(present) : Optional.empty();
    return newest
        .filter(
            version ->
                VersionId.isToCome(present, now) || version.time().isAfter(present.lastModified()))
        .map(version -> version.isOf(present) ? version : version.followedBy(present, now))
        .orElseGet(() -> VersionId.of(present, now));
  }

  /**
   * Only in a file system can a time be set; of a file of the last moments it hardly matters. What
   * this store has written is asked for too: another may have put it back in the place of what came
   * after it.
   */
  private boolean timeMayBeSet(FileInfo present, Instant now) {
    return (present.lastModified().isBefore(now.minus(RECENT)) || VersionId.isToCome(present, now))
        && areInFileSystem();
  }

  boolean areInFileSystem() {
    return store.capabilities().supported().containsAll(FILE_SYSTEM);
  }

  private Optional<VersionId> newest(FileInfo present) {
    ListOptions one = ListOptions.DEFAULTS.withoutSizes().pageSize(1);
    try (Stream<Entry> latestFirst = store.list(AREA.filesOf(present.path()), one)) {
      return latestFirst.flatMap(entry -> kept(entry).stream()).map(Kept::id).findFirst();
    } catch (FileStoreException e) {
      return Optional.empty(); // what is wrong there is said when the file is kept
    }
  }

  void keep(String operation, FileInfo present, VersionId id) {
    FilePath path = present.path();
    try {
      LongPaths.note(store, path);
      keep(present, file(path, id));
    } catch (FileStoreException e) {
      throw failed(operation, path, e);
    }
  }

  /** A failure of the copy may say that it was made; the change of the user was not. */
  private FileStoreException failed(String operation, FilePath path, FileStoreException failure) {
    return failure instanceof StorageFailureException && !failure.isRetryable()
        ? new StorageFailureException(
            new ErrorContext(operation, path.toString(), store.name()),
            "what is there cannot be kept as a version, so it is left as it is: " + failure.hint(),
            failure)
        : OwnArea.errorOf(operation, path, failure);
  }

  private void keep(FileInfo present, FilePath file) {
    CopyOptions version = CopyOptions.DEFAULTS.ifMatch(present);
    try {
      FileInfo unused = store.copy(present.path(), file, version);
    } catch (UnsupportedFeatureException e) {
      carry(present.path(), file, version);
    }
  }

  private void carry(FilePath path, FilePath file, CopyOptions version) {
    try (OpenedFile opened =
        version.open(path, () -> store.read(path, ReadOptions.DEFAULTS), store.name())) {
      FileInfo info = opened.info();
      FileInfo unused =
          store.write(file, Content.of(opened.stream(), info.size()), WriteOptions.like(info));
    }
  }

  Instant now() {
    return clock.instant();
  }

  /**
   * Returns the newest version of a path that has no file, if no deletion of it is marked: whoever
   * deleted it was killed before. Only in a file system, where it costs no request to ask.
   *
   * @param moment before the path was looked at; what was written since may be kept by another who
   *     replaces it
   */
  Optional<VersionId> unmarked(FilePath path, Instant moment) {
    if (!areInFileSystem()) {
      return Optional.empty();
    }
    try (Stream<Kept> kept = latestFirst(path)) {
      Iterator<Kept> newestFirst = new TimeOrder(kept.iterator());
      return Optional.ofNullable(newestFirst.hasNext() ? newestFirst.next().id() : null)
          .filter(id -> !id.isDeletion() && id.written().isBefore(moment.minus(VersionId.AHEAD)));
    }
  }

  /** Marks that a version, which is kept, was deleted at a moment, or as soon as it was written. */
  void markDeleted(FilePath path, VersionId deleted, Instant moment) {
    VersionId id = deleted.deletedAt(moment);
    Content actor = Content.of(Actor.current().orElse(""));
    try {
      FileInfo unused = store.write(file(path, id), actor, WriteOptions.DEFAULTS);
    } catch (FileStoreException e) {
      // No refusal, whatever this one was: the file is deleted.
      throw new StorageFailureException(
          new ErrorContext("delete", path.toString(), store.name()),
          "the file is deleted and its content is kept, but the deletion cannot be marked: "
              + e.getClass().getSimpleName(),
          e);
    }
  }

  /** Returns the versions and deletions of a path up to a moment, the latest first. */
  Stream<Kept> until(Instant moment, FilePath path) {
    String start = AREA.filesOf(path) + "/" + VersionName.at(moment);
    return listed(path, ListOptions.DEFAULTS.startAfter(start));
  }

  /** Returns the versions and deletions of a path, the latest first; closed by the caller. */
  Stream<Kept> latestFirst(FilePath path) {
    return listed(path, ListOptions.DEFAULTS);
  }

  private Stream<Kept> listed(FilePath path, ListOptions options) {
    return store.list(AREA.filesOf(path), options).flatMap(entry -> kept(entry).stream());
  }

  /** Returns the version that an entry is; files that others put there are none. */
  static Optional<Kept> kept(Entry entry) {
    return entry instanceof FileInfo file
        ? VersionName.parse(file.path().name()).map(id -> new Kept(id, file.size()))
        : Optional.empty();
  }

  /** Puts versions, as they are listed, in the order in which they ceased to be current. */
  Iterator<Kept> newestFirst(FilePath path, Iterator<Kept> listed) {
    return new NewestFirst(new TimeOrder(listed), id -> find(path, id));
  }

  private Optional<Kept> find(FilePath path, VersionId id) {
    return store.stat(file(path, id)).map(file -> new Kept(id, file.size()));
  }

  /** Returns the versions that are not the current file, the newest first; closed by the caller. */
  Stream<Kept> earlier(FilePath path) {
    Stream<Kept> kept = latestFirst(path);
    Iterator<Kept> newestFirst = newestFirst(path, kept.iterator());
    return stream(newestFirst, kept::close).filter(new Earlier(() -> store.stat(path)));
  }

  static <T> Stream<T> stream(Iterator<T> values, Runnable close) {
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(values, Spliterator.ORDERED), false)
        .onClose(close);
  }
}
