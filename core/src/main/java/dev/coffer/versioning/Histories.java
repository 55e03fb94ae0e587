package dev.coffer.versioning;

import dev.coffer.Entry;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ListOptions;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The history of each path below a directory, in the order of paths: the listing of the directory
 * and that of its versions, side by side.
 *
 * <p>The files come in portions, and the versions of a portion are listed after its files: a file
 * that is replaced or deleted in between is a version by then. So no path is missed.
 */
final class Histories implements Iterator<History> {
  private static final int FIRST_PORTION = 1000;
  private static final int PORTION = 10_000;

  private final FileStore store;
  private final KeptVersions kept;
  private final FilePath directory;
  private final Stream<Entry> listing;
  private final Iterator<Entry> entries;
  private final Deque<FileInfo> files = new ArrayDeque<>();
  private Optional<VersionListing> versions = Optional.empty();
  private Iterator<Kept> unread = Collections.emptyIterator();
  private String start;

  /** The last file of the portion; empty if it is the last portion. */
  private Optional<FilePath> end = Optional.empty();

  private int portion = FIRST_PORTION;

  private Histories(FileStore store, KeptVersions kept, FilePath directory, String after) {
    this.store = store;
    this.kept = kept;
    this.directory = directory;
    this.start = after;
    ListOptions all = ListOptions.DEFAULTS.recursive();
    this.listing = store.list(directory, after.isEmpty() ? all : all.startAfter(after));
    this.entries = listing.iterator();
  }

  /**
   * Returns the history of each path below a directory; closed by the caller. The versions of a
   * history are read before the next one is.
   *
   * @param after the entry of a listing behind which they begin; empty for all
   */
  static Stream<History> below(
      FileStore store, KeptVersions kept, FilePath directory, String after) {
    Histories histories = new Histories(store, kept, directory, after);
    return KeptVersions.stream(histories, histories::close);
  }

  @Override
  public boolean hasNext() {
    unread.forEachRemaining(one -> {});
    while (nextPath() == null) {
      if (versions.isPresent() && end.isEmpty()) {
        return false;
      }
      nextPortion();
    }
    return true;
  }

  @Override
  public History next() {
    FilePath path = hasNext() ? nextPath() : null;
    if (path == null) {
      throw new NoSuchElementException();
    }
    boolean present = !files.isEmpty() && files.getFirst().path().equals(path);
    Optional<FileInfo> current = present ? Optional.of(files.remove()) : Optional.empty();
    unread = new VersionsOf(path);
    return new History(path, current, unread);
  }

  private @Nullable FilePath nextPath() {
    FilePath file = files.isEmpty() ? null : files.getFirst().path();
    FilePath version = nextVersioned();
    boolean isFile = version == null || (file != null && file.compareTo(version) <= 0);
    return isFile ? file : version;
  }

  /** The path of the next version in this portion. */
  private @Nullable FilePath nextVersioned() {
    VersionListing.Subject next = versions.map(VersionListing::peek).orElse(null);
    boolean later = next != null && end.filter(last -> next.path().compareTo(last) > 0).isPresent();
    return next == null || later ? null : next.path();
  }

  private void nextPortion() {
    end.ifPresent(last -> start = last.toString());
    while (files.size() < portion && entries.hasNext()) {
      files.add((FileInfo) entries.next());
    }
    end = entries.hasNext() ? Optional.of(files.getLast().path()) : Optional.empty();
    portion = PORTION;
    versions.ifPresent(VersionListing::close);
    versions = Optional.of(new VersionListing(store, kept, directory, start));
  }

  private void close() {
    listing.close();
    versions.ifPresent(VersionListing::close);
  }

  /** The versions of a path, which come next. */
  private final class VersionsOf implements Iterator<Kept> {
    private final FilePath path;

    VersionsOf(FilePath path) {
      this.path = path;
    }

    @Override
    public boolean hasNext() {
      return path.equals(nextVersioned());
    }

    @Override
    public Kept next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return versions.orElseThrow().next().kept();
    }
  }
}
