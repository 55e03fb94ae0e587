package dev.coffer.versioning;

import static dev.coffer.versioning.KeptVersions.AREA;

import dev.coffer.Entry;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ListOptions;
import dev.coffer.spi.OwnArea;
import java.util.Collections;
import java.util.Iterator;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The versions of all files below a directory, in the order of their paths, those of one path the
 * latest first. What is in memory is a page of a listing and the {@link LongPaths} of a directory.
 */
final class VersionListing implements AutoCloseable {
  /** A version and its path. */
  record Subject(FilePath path, Kept kept) {}

  private final KeptVersions versions;
  private final String after;
  private final LongPaths longPaths;
  private final Stream<Entry> listing;
  private final Iterator<Entry> entries;
  private Stream<Kept> ofLongPath = Stream.empty();
  private Iterator<Kept> kept = Collections.emptyIterator();
  private FilePath longPath = FilePath.ROOT;
  private @Nullable Subject listed;
  private @Nullable Subject next;

  /**
   * Starts a listing.
   *
   * @param after the entry of a listing of users behind which it begins; empty for all
   */
  VersionListing(FileStore store, KeptVersions versions, FilePath directory, String after) {
    this.versions = versions;
    this.after = after;
    this.longPaths = new LongPaths(store, directory, after);
    this.listing =
        LongPaths.contains(directory)
            ? Stream.empty()
            : store.list(AREA.below(directory), options(after));
    this.entries = listing.iterator();
  }

  private static ListOptions options(String after) {
    ListOptions all = ListOptions.DEFAULTS.recursive();
    if (after.isEmpty()) {
      return all;
    }
    FilePath path = FilePath.of(after);
    return after.endsWith("/") || LongPaths.contains(path)
        ? all.startAfter(AREA.below(path) + "/")
        : all.startAfter(AREA.file(path, VersionName.LAST).toString());
  }

  /** Takes the next version, which {@link #peek} has found. */
  Subject next() {
    Subject found = Objects.requireNonNull(next);
    next = null;
    return found;
  }

  /** Returns the next version without taking it; null at the end. */
  @Nullable Subject peek() {
    while (next == null) {
      if (kept.hasNext()) {
        next = new Subject(longPath, kept.next());
        return next;
      }
      Subject found = peekListed();
      FilePath first = longPaths.first();
      if (first != null && (found == null || first.compareTo(found.path()) < 0)) {
        begin(first);
      } else {
        next = found;
        listed = null;
        return next;
      }
    }
    return next;
  }

  private @Nullable Subject peekListed() {
    while (listed == null && entries.hasNext()) {
      Entry entry = entries.next();
      if (!longPaths.take(entry)) {
        listed = subject(entry);
      }
    }
    return listed;
  }

  private @Nullable Subject subject(Entry entry) {
    FilePath path = OwnArea.subjectOf(entry.path()).orElseThrow();
    boolean behind = FilePath.compareUtf8(path.toString(), after) > 0;
    return behind ? KeptVersions.kept(entry).map(one -> new Subject(path, one)).orElse(null) : null;
  }

  private void begin(FilePath path) {
    longPaths.remove(path);
    longPath = path;
    ofLongPath.close();
    ofLongPath = versions.latestFirst(path);
    kept = ofLongPath.iterator();
  }

  @Override
  public void close() {
    listing.close();
    ofLongPath.close();
  }
}
