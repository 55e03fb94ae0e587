package dev.coffer.event;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * One completed change of one file.
 *
 * <p>An event says that a file changed, not what is there now: by the time that it is read there
 * may be newer ones. Changes of one path that ran at the same time are numbered in the order in
 * which they ended.
 *
 * @param id the same in every delivery of this event; of UUID version 7, so that ids made later are
 *     greater
 * @param type what was done
 * @param path the file that was written or deleted, the target of a copy or a move
 * @param source where a copy or a move came from
 * @param size the file's length in bytes; nothing after a deletion
 * @param etag the file's etag after the change; nothing after a deletion
 * @param time when the change was complete, in UTC
 * @param order a later event of the same path has a greater number; 0 until a log has numbered it
 */
public record FileEvent(
    UUID id,
    Type type,
    FilePath path,
    Optional<FilePath> source,
    OptionalLong size,
    Optional<String> etag,
    Instant time,
    long order) {

  /** What was done. */
  public enum Type {
    /** A file was created or replaced. */
    WRITTEN,
    /** A file was deleted, or there was none to delete. */
    DELETED,
    /** A file was made or replaced by a copy of another. */
    COPIED,
    /** A file was made or replaced by another, which is gone from its old path. */
    MOVED
  }

  static FileEvent present(Type type, FileInfo file, Optional<FilePath> source, Instant time) {
    return new FileEvent(
        TimeOrderedIds.next(time),
        type,
        file.path(),
        source,
        OptionalLong.of(file.size()),
        Optional.of(file.etag()),
        time,
        0);
  }

  static FileEvent deleted(FilePath path, Instant time) {
    return new FileEvent(
        TimeOrderedIds.next(time),
        Type.DELETED,
        path,
        Optional.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        time,
        0);
  }

  /**
   * The event of a path as it is found, when nobody knows what was done to it.
   *
   * @param path the file
   * @param found what is known of it; nothing when it is not there
   * @param time when it was looked at
   * @return written or deleted, with an id of its own and without a number
   */
  public static FileEvent found(FilePath path, Optional<FileInfo> found, Instant time) {
    return found
        .map(file -> present(Type.WRITTEN, file.at(path), Optional.empty(), time))
        .orElseGet(() -> deleted(path, time));
  }

  /**
   * The paths that changed.
   *
   * @return the path; of a move the source after it
   */
  public List<FilePath> changedPaths() {
    return type == Type.MOVED && source.isPresent() ? List.of(path, source.get()) : List.of(path);
  }

  /**
   * The same event with a number, for a log.
   *
   * @param number positive
   * @return everything else as it is here
   */
  public FileEvent numbered(long number) {
    return new FileEvent(id, type, path, source, size, etag, time, number);
  }
}
