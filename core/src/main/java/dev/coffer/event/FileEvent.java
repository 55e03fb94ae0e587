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
 * <p>An event states that a file changed, not its current state: by the time it is read there may
 * be newer events. Concurrent changes of one path are numbered in the order in which they ended.
 *
 * @param id the same in every delivery of this event; of UUID version 7, so that later ids are
 *     greater
 * @param type what was done
 * @param path the file that was written or deleted, the target of a copy or a move
 * @param source the source of a copy or a move
 * @param size the file's length in bytes; empty after a deletion
 * @param etag the file's etag after the change; empty after a deletion
 * @param time when the change was complete, in UTC
 * @param order a later event of the same path has a greater number, as far as one process made
 *     both: those of several processes are numbered as they are recorded, which is a moment after
 *     the change; 0 until a log has numbered it
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
    /** A file was created or replaced by a copy of another. */
    COPIED,
    /** A file was created or replaced by moving another from its old path. */
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
   * Returns an event for a path as it is found, if it is not known what was done to it.
   *
   * @param path the file
   * @param found what the store knows of it; empty if it does not exist
   * @param time when it was looked up
   * @return an event of type written or deleted, with a new id and without a number
   */
  public static FileEvent found(FilePath path, Optional<FileInfo> found, Instant time) {
    return found
        .map(file -> present(Type.WRITTEN, file.at(path), Optional.empty(), time))
        .orElseGet(() -> deleted(path, time));
  }

  /**
   * Returns the paths that changed.
   *
   * @return the path, for a move followed by the source
   */
  public List<FilePath> changedPaths() {
    return type == Type.MOVED && source.isPresent() ? List.of(path, source.get()) : List.of(path);
  }

  /**
   * Returns a copy with a number, for a log.
   *
   * @param number positive
   * @return a copy that differs in the number alone
   */
  public FileEvent numbered(long number) {
    return new FileEvent(id, type, path, source, size, etag, time, number);
  }
}
