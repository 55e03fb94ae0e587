package dev.coffer.versioning;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a path was, from its first version to its current file.
 *
 * @param current the current file
 * @param kept the versions and deletions, in any order
 */
record History(Optional<FileInfo> current, List<KeptVersions.Kept> kept) {
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

  /** Returns the file that was there; empty if there was none, or it was deleted by then. */
  Optional<State> at(Instant moment) {
    Optional<State> now =
        current
            .filter(file -> !file.lastModified().isAfter(moment))
            .map(file -> new State(VersionId.of(file), file.size(), current));
    return now.isPresent() ? now : earlierAt(moment);
  }

  private Optional<State> earlierAt(Instant moment) {
    return kept.stream()
        .filter(one -> !one.id().time().isAfter(moment))
        .max((one, other) -> one.id().compareTo(other.id()))
        .filter(one -> !one.id().isDeletion())
        .map(one -> new State(one.id(), one.size(), Optional.empty()));
  }
}
