package dev.coffer.versioning;

import dev.coffer.ConflictException;
import dev.coffer.Feature;
import dev.coffer.FileInfo;
import dev.coffer.FileStore;
import dev.coffer.NotFoundException;
import dev.coffer.PermissionDeniedException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The earlier versions of the files of a store; obtained with {@link FileStore#unwrap}. The current
 * file is not among them: every content that was ever acknowledged at a path is its current file or
 * one of its versions, until a {@linkplain #prune prune} that says why.
 *
 * <pre>{@code
 * FileVersions versions = store.unwrap(FileVersions.class).orElseThrow();
 * String before = versions.versions("notes.md").get(0).id();
 * versions.restore("notes.md", before);
 * }</pre>
 *
 * <p>A view has the versions of its own files. All methods are safe for use by many threads.
 */
public interface FileVersions extends Feature {
  /**
   * Returns the earlier versions of a file and its deletions.
   *
   * @param path the file, which need not exist any more
   * @return the newest first; empty if nothing was ever replaced or deleted there
   */
  default List<FileVersion> versions(String path) {
    try (Stream<FileVersion> newestFirst = newestFirst(path)) {
      return newestFirst.toList();
    }
  }

  /**
   * Returns the earlier versions of a file and its deletions, as {@link #versions} does, but found
   * while the stream is read: the first ones cost what a page of a listing costs, however many
   * there are.
   *
   * @param path the file, which need not exist any more
   * @return the newest first; closed by the caller
   */
  Stream<FileVersion> newestFirst(String path);

  /**
   * Returns the current file and the earlier versions of each path below a directory, those of the
   * paths below one directory together, otherwise in no particular order. What is changed meanwhile
   * is found as it was before or after.
   *
   * @param directory the directory, which need not exist any more; empty for the whole store
   * @return found while the stream is read, one path in memory at a time; closed by the caller
   */
  Stream<FileHistory> histories(String directory);

  /**
   * Reads a version.
   *
   * @param path the file
   * @param id the version
   * @return all its bytes
   * @throws NotFoundException if there is no such version, or it is a deletion
   */
  byte[] read(String path, String id);

  /**
   * Opens a version.
   *
   * @param path the file
   * @param id the version
   * @return its bytes; the caller closes the stream
   * @throws NotFoundException if there is no such version, or it is a deletion
   */
  default InputStream open(String path, String id) {
    return open(path, id, 0, Long.MAX_VALUE);
  }

  /**
   * Opens part of a version.
   *
   * @param path the file
   * @param id the version
   * @param offset the first byte
   * @param length the maximum number of bytes
   * @return its bytes; the caller closes the stream
   * @throws NotFoundException if there is no such version, or it is a deletion
   * @throws dev.coffer.InvalidRangeException if the offset is past the end
   */
  InputStream open(String path, String id, long offset, long length);

  /**
   * Returns who deleted a file.
   *
   * @param path the file
   * @param id a deletion
   * @return the {@link dev.coffer.Actor} of the deletion; empty if none was named
   * @throws NotFoundException if there is no such deletion
   */
  Optional<String> deletedBy(String path, String id);

  /**
   * Writes the content of a version, with its content type and metadata, as a new current file. It
   * takes nothing away: what it replaces becomes a version, and the version stays.
   *
   * @param path the file
   * @param id the version
   * @return the new current file
   * @throws NotFoundException if there is no such version, or it is a deletion
   * @throws ConflictException if there is a directory of that name by now
   */
  FileInfo restore(String path, String id);

  /**
   * Writes a version as {@link #restore} does, but only if there is no file: whatever another
   * writes, also at the same moment, stays.
   *
   * @param path the file
   * @param id the version
   * @return the new current file
   * @throws NotFoundException if there is no such version, or it is a deletion
   * @throws ConflictException if there is a file, or a directory of that name
   */
  FileInfo restoreIfAbsent(String path, String id);

  /**
   * Returns what was removed for good, by a prune or by others, and the service of the store still
   * has: in a bucket of Google with soft deletion. Such a version cannot be read. {@link #restore}
   * and {@link #restoreIfAbsent} bring it back as the current file of its path; it is among no
   * other versions before that.
   *
   * @param directory the directory; all files below it; empty for the whole store
   * @return requested page by page, one path after the other; closed by the caller; empty where the
   *     service has nothing of the kind, or Coffer keeps the versions
   */
  default Stream<SoftDeletedFile> softDeleted(String directory) {
    return Stream.empty();
  }

  /**
   * Returns the store as it was at a moment, for reading: any change throws a {@link
   * PermissionDeniedException}. Times are those that the store gave to its files, so a moment
   * shorter than its clock's tick after a change may be before it. In place of a version that a
   * prune has removed there is the one before it, if that stays; where there was no file, there is
   * none.
   *
   * <p>A listing reads the names of all versions below its directory, while its entries are read.
   *
   * @param moment the moment
   * @return a view; closing it does not close this store
   */
  FileStore asOf(Instant moment);

  /**
   * Removes the versions that need not be kept, as the options {@code versioning.keep}, {@code
   * versioning.max-age} and {@code versioning.thin} say. Without them nothing is removed. The
   * newest version of a path always stays, so a deleted file can be restored.
   *
   * <p>A version that cannot be removed holds up no other, and the failure is thrown at the end. To
   * know what was removed by a prune that fails, use {@link #prune(boolean, Consumer)}.
   *
   * @param dryRun whether versions are only found and reported
   * @return what was removed, with the reasons
   * @throws dev.coffer.FileStoreException if a version could not be removed
   */
  default PruneReport prune(boolean dryRun) {
    List<Pruned> pruned = new ArrayList<>();
    prune(dryRun, pruned::add);
    return new PruneReport(pruned);
  }

  /**
   * Removes the versions that {@link #prune(boolean)} removes, and reports them one by one, so that
   * no number of them is too large for the memory.
   *
   * @param dryRun whether versions are only found and reported
   * @param report called with each version once it is removed, on the calling thread; also with
   *     those that were removed before a failure
   * @throws dev.coffer.FileStoreException if a version could not be removed, after all others were
   */
  void prune(boolean dryRun, Consumer<Pruned> report);

  /** Restored files change the store, and versions show bytes. */
  @Override
  default boolean leavesFilesAlone() {
    return false;
  }
}
