package dev.coffer.versioning;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a path was, from its current file back to its first version.
 *
 * @param current the current file
 * @param kept the versions and deletions, the latest first; read once
 */
record History(FilePath path, Optional<FileInfo> current, Iterator<Kept> kept) {
  /**
   * A file at one moment.
   *
   * @param current the file, if it still is the current one
   */
  record State(VersionId id, long size, Optional<FileInfo> current) {
    FilePath file(FilePath path) {
      return current.isPresent() ? path : KeptVersions.file(path, id);
    }

    /** What a listing knows of it. */
    FileInfo listed(FilePath path) {
      return current.orElseGet(
          () -> new FileInfo(path, size, id.written(), id.text(), Optional.empty(), Map.of()));
    }

    /** The information about a version, whose file may have been copied later. */
    FileInfo describe(FilePath path, FileInfo kept) {
      return new FileInfo(
          path, kept.size(), id.written(), id.text(), kept.contentType(), kept.metadata());
    }
  }

  /** Returns the history of a path without its versions. */
  static History of(FilePath path, Optional<FileInfo> current) {
    return new History(path, current, Collections.emptyIterator());
  }

  /**
   * Returns the file that was there; empty if there was none, or it was deleted by then.
   *
   * @param asked when the moment was asked for: a file whose time is still to come was there by
   *     then
   * @param now the present time
   */
  Optional<State> at(Instant moment, Instant asked, Instant now) {
    Optional<State> present =
        current
            .map(file -> VersionId.of(file, VersionId.isToCome(file, now) ? asked : now))
            .map(id -> new State(id, current.orElseThrow().size(), current))
            .filter(state -> !state.id().written().isAfter(moment));
    return present.isPresent() ? present : earlierAt(moment);
  }

  private Optional<State> earlierAt(Instant moment) {
    Iterator<Kept> latestFirst = new TimeOrder(kept);
    while (latestFirst.hasNext()) {
      Kept one = latestFirst.next();
      if (!one.id().time().isAfter(moment)) {
        return Optional.of(one)
            .filter(version -> !version.id().isDeletion())
            .map(version -> new State(version.id(), version.size(), Optional.empty()));
      }
    }
    return Optional.empty();
  }

  /** Returns the versions that are not the current file, the newest first. */
  Stream<Kept> earlier(KeptVersions versions) {
    Iterator<Kept> newestFirst = versions.newestFirst(path, kept);
    return KeptVersions.stream(newestFirst, () -> {}).filter(one -> !one.isCurrent(current));
  }
}
