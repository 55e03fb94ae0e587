package dev.coffer.versioning;

import static java.util.Comparator.naturalOrder;

import dev.coffer.Actor;
import dev.coffer.Content;
import dev.coffer.CopyOptions;
import dev.coffer.Entry;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ListOptions;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.StorageFailureException;
import dev.coffer.StorageFullException;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.WriteOptions;
import dev.coffer.spi.OwnArea;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

/** The versions as files in the area of the layer. */
final class KeptVersions {
  private static final OwnArea AREA = OwnArea.of("versions");

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

  /** A version as it is kept. */
  record Kept(VersionId id, long size) {
    FileVersion version() {
      return new FileVersion(id.text(), id.time(), id.isDeletion() ? 0 : size, id.isDeletion());
    }
  }

  /**
   * Keeps a file that is about to be replaced or deleted. Doing it twice does no harm, since the id
   * is that of the same bytes.
   *
   * @throws dev.coffer.ConflictException if the file was replaced since
   */
  void keep(FileInfo present) {
    FilePath file = file(present.path(), VersionId.of(present));
    CopyOptions version = CopyOptions.DEFAULTS.ifMatch(present);
    try {
      store.copy(present.path(), file, version);
    } catch (UnsupportedFeatureException e) {
      carry(present.path(), file, version);
    }
  }

  private void carry(FilePath path, FilePath file, CopyOptions version) {
    try (OpenedFile opened =
        version.open(path, () -> store.read(path, ReadOptions.DEFAULTS), store.name())) {
      FileInfo info = opened.info();
      store.write(file, Content.of(opened.stream(), info.size()), WriteOptions.like(info));
    }
  }

  /** Marks that a version, which is kept, was deleted now. */
  void markDeleted(FileInfo deleted) {
    VersionId id = VersionId.of(deleted).deletedAt(clock.instant());
    Content actor = Content.of(Actor.current().orElse(""));
    try {
      store.write(file(deleted.path(), id), actor, WriteOptions.DEFAULTS);
    } catch (StorageFullException e) {
      // No refusal: the file is deleted.
      throw new StorageFailureException(
          new ErrorContext("delete", deleted.path().toString(), store.name()),
          "the file is deleted and its content is kept, but there is no room to mark the deletion",
          e);
    }
  }

  static FilePath file(FilePath path, VersionId id) {
    return AREA.file(path, id.text());
  }

  /** Returns the versions and deletions of a path, the newest first. */
  List<Kept> of(FilePath path) {
    List<Kept> found = new ArrayList<>();
    try (Stream<Entry> entries = store.list(AREA.filesOf(path), ListOptions.DEFAULTS)) {
      entries.forEach(entry -> add(found, entry));
    }
    return newestFirst(found);
  }

  /**
   * Returns versions in the order in which they ceased to be current, each behind its deletions. A
   * file may be older than the one that it replaced, so that times of writing do not tell.
   */
  static List<Kept> newestFirst(List<Kept> kept) {
    Map<String, VersionId> last = new HashMap<>();
    kept.forEach(
        one -> last.merge(one.id().version(), one.id(), BinaryOperator.maxBy(naturalOrder())));
    Comparator<Kept> order =
        Comparator.comparing((Kept one) -> last.get(one.id().version())).thenComparing(Kept::id);
    return kept.stream().sorted(order.reversed()).toList();
  }

  private static void add(List<Kept> found, Entry entry) {
    if (entry instanceof FileInfo file) {
      VersionId.parse(file.path().name()).ifPresent(id -> found.add(new Kept(id, file.size())));
    }
  }

  /** Returns those that are not the current file: a version is kept before it is replaced. */
  List<Kept> earlier(FilePath path) {
    List<Kept> kept = new ArrayList<>(of(path));
    if (!kept.isEmpty()) {
      Optional<String> current = store.stat(path).map(file -> VersionId.of(file).text());
      kept.removeIf(version -> current.filter(version.id().text()::equals).isPresent());
    }
    return kept;
  }

  /** A path that has versions. */
  record Subject(FilePath path, VersionId id, long size) {}

  /**
   * Returns the versions of all files below a directory, those of one path after each other. A path
   * that is longer than 512 bytes is not found by a listing.
   */
  Stream<Subject> below(FilePath directory) {
    // In a view, the root may be a file of the store below, which is not in the view.
    return store
        .list(AREA.below(directory), ListOptions.DEFAULTS.recursive())
        .flatMap(this::found)
        .filter(found -> !found.path().isRoot());
  }

  private Stream<Subject> found(Entry entry) {
    FilePath path = entry.path();
    boolean whole = path.parent().filter(above -> above.name().equals(".coffer")).isPresent();
    return entry instanceof FileInfo file && whole
        ? VersionId.parse(path.name()).stream()
            .map(id -> new Subject(OwnArea.subjectOf(path).orElseThrow(), id, file.size()))
        : Stream.empty();
  }
}
