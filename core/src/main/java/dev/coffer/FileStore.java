package dev.coffer;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A store of whole files, addressed by slash-separated paths, on any back end.
 *
 * <pre>{@code
 * try (FileStore store = FileStores.open("file:./data")) {
 *   store.write("users/ada/settings.json", "{\"theme\":\"dark\"}");
 *   String settings = store.readString("users/ada/settings.json");
 *   List<String> users = store.list("users");
 * }
 * }</pre>
 *
 * <h2>Guarantees, on every store</h2>
 *
 * <ul>
 *   <li>A write is atomic: a reader, in any process, sees the whole old file or the whole new one,
 *       with its content type and metadata. A write that fails leaves the old file and no debris.
 *       Parent directories need not be created.
 *   <li>The last writer wins, unless {@link WriteOptions#ifAbsent()} or {@link
 *       WriteOptions#ifMatch(String)} say otherwise; a deletion removes the current file, unless
 *       {@link DeleteOptions#ifMatch(String)} says otherwise. These conditions hold across
 *       processes.
 *   <li>A path cannot escape: see {@link FilePath}.
 *   <li>A directory exists through the files below it. Once the last one is deleted, no listing
 *       shows it.
 *   <li>Listings are complete, sorted in ascending order of UTF-8 bytes, and hold one page in
 *       memory.
 *   <li>Errors are {@link FileStoreException}s. A denied access, a missing bucket or a lost
 *       connection is never a {@link NotFoundException}.
 * </ul>
 *
 * <p>Every method is safe for use by many threads. Interrupting a thread in a long operation ends
 * the operation with an {@link InterruptedOperationException} and the interrupt flag set. {@link
 * #close()} is idempotent; any later call throws an {@link IllegalStateException}, and a stream
 * that is still open fails at its next read.
 *
 * <p>It is not a file system: no append, no seek in a file that is being written, no permissions,
 * no links, no empty directories.
 *
 * <h2>To implement it</h2>
 *
 * The methods that take a {@link FilePath}, {@link #capabilities()}, {@link #name()} and {@link
 * #close()} are the primitives. The others are conveniences built on them, which no implementation
 * overrides; so a layer that sees the primitives sees everything.
 */
public interface FileStore extends AutoCloseable {

  // ---- Primitives

  /**
   * Writes a whole file.
   *
   * @param path the file
   * @param content its bytes
   * @param options conditions, content type, metadata
   * @return information about the written file
   * @throws ConflictException if a condition does not hold, or if the path would be both a file and
   *     a directory on a store with {@link Capability#EXCLUSIVE_NAMES}
   * @throws StorageFullException if there is no room; the old file stays
   * @throws StorageFailureException if the source of the content fails; the old file stays
   */
  FileInfo write(FilePath path, Content content, WriteOptions options);

  /**
   * Opens a file. Its information and its bytes are of the same version, even if the file is
   * written meanwhile.
   *
   * @param path the file
   * @param options range and conditions
   * @return the opened file; the caller closes it
   * @throws NotFoundException if the file does not exist, even if there is a directory of that name
   * @throws ConflictException if the file does not have the etag required by {@link
   *     ReadOptions#ifMatch(String)}
   * @throws NotModifiedException if the file has the etag of {@link
   *     ReadOptions#ifNoneMatch(String)}
   * @throws InvalidRangeException if the range starts past the end of the file
   */
  OpenedFile read(FilePath path, ReadOptions options);

  /**
   * Returns what the store knows of a file.
   *
   * @param path any path
   * @return empty if there is no file at the path: for a directory, for the root, or if nothing
   *     exists there
   */
  Optional<FileInfo> stat(FilePath path);

  /**
   * Lists a directory in ascending order of UTF-8 bytes, in which the trailing {@code /} of a
   * directory counts. Returns an empty stream if the directory does not exist or the path is a
   * file.
   *
   * @param directory the directory, or the root
   * @param options direct children or every file below; where to start
   * @return a lazy stream, fetched page by page; the caller closes it
   */
  Stream<Entry> list(FilePath directory, ListOptions options);

  /**
   * Deletes files. Missing files and directories of the same name are ignored.
   *
   * @param paths files
   * @throws FileStoreException if some files could not be deleted, with all {@link
   *     FileStoreException#failures()}; the other files are deleted
   */
  void deleteFiles(Collection<FilePath> paths);

  /**
   * Deletes one file, on a condition if the options have one.
   *
   * <p>Without a condition, this is {@link #deleteFiles} of this file alone. With {@link
   * DeleteOptions#ifMatch(String)}, the etag check and the deletion are one step: a file that was
   * written meanwhile, by any process, is never deleted, and exactly one of several deletions of
   * one version succeeds.
   *
   * @param path the file
   * @param options the condition
   * @throws ConflictException if the condition does not hold: the file has another etag or does not
   *     exist, even if there is a directory of that name. Nothing was deleted
   * @throws UnsupportedFeatureException if the store cannot enforce the condition, see {@link
   *     Capability#CONDITIONAL_DELETES}. Nothing was deleted
   * @throws ConnectionException if the response of the service was lost and it is not known whether
   *     the file was deleted; this is never reported as a success or as a conflict
   */
  void deleteFile(FilePath path, DeleteOptions options);

  /**
   * Deletes all files below a directory. A file of that name is not deleted; a missing directory is
   * not an error.
   *
   * @param directory the directory; the root empties the store, and the root itself stays
   */
  void deleteDirectory(FilePath directory);

  /**
   * Copies a file with its content type and metadata, inside the back end where possible. A file at
   * the target is replaced. With {@link CopyOptions#ifMatch(String)} the copy is of that version of
   * the source and of no other, whoever replaces the source meanwhile.
   *
   * @param source the file
   * @param target the path to write
   * @param options the condition
   * @return the new file
   * @throws NotFoundException if the source does not exist and there is no condition
   * @throws ConflictException if the condition does not hold: the source has another etag or does
   *     not exist. The target stays as it is
   */
  FileInfo copy(FilePath source, FilePath target, CopyOptions options);

  /**
   * Moves a file with its content type and metadata. A file at the target is replaced. Moving a
   * file onto itself changes nothing.
   *
   * @param source the file
   * @param target the path to write
   * @return the file at its new path
   * @throws NotFoundException if the source does not exist
   */
  FileInfo move(FilePath source, FilePath target);

  /**
   * Returns what this store can do.
   *
   * @return the capabilities, the same for the store's whole life
   * @throws IllegalStateException if the store is closed. Bulk calls invoke this method first, so
   *     they fail even if there is nothing to do
   */
  Capabilities capabilities();

  /**
   * Returns the name by which messages call this store: {@code file:/var/data}, {@code s3:bucket}.
   * It is short and shows no secret. A layer or view has the name of the store that it wraps, so a
   * message of a view does not show which directory it is of; {@code toString} prints the whole
   * nesting.
   *
   * @return the name, the same for the store's whole life, even after it is closed
   */
  String name();

  /**
   * Flushes pending work and releases all resources, in bounded time. Closing again does nothing.
   */
  @Override
  void close();

  // ---- Writing

  /**
   * Writes text as UTF-8.
   *
   * @param path the file
   * @param text its content
   * @return information about the written file
   */
  default FileInfo write(String path, String text) {
    return write(path, text, WriteOptions.DEFAULTS);
  }

  /**
   * Writes text as UTF-8.
   *
   * @param path the file
   * @param text its content
   * @param options conditions, content type, metadata
   * @return information about the written file
   */
  default FileInfo write(String path, String text, WriteOptions options) {
    return write(path, Content.of(text), options);
  }

  /**
   * Writes bytes.
   *
   * @param path the file
   * @param bytes its content
   * @return information about the written file
   */
  default FileInfo write(String path, byte[] bytes) {
    return write(path, bytes, WriteOptions.DEFAULTS);
  }

  /**
   * Writes bytes.
   *
   * @param path the file
   * @param bytes its content
   * @param options conditions, content type, metadata
   * @return information about the written file
   */
  default FileInfo write(String path, byte[] bytes, WriteOptions options) {
    return write(path, Content.of(bytes), options);
  }

  /**
   * Writes any content.
   *
   * @param path the file
   * @param content its bytes
   * @param options conditions, content type, metadata
   * @return information about the written file
   */
  default FileInfo write(String path, Content content, WriteOptions options) {
    return write(FilePath.parseFile(path, "write", this), content, options);
  }

  /**
   * Writes the bytes of a stream, of any length, in bounded memory.
   *
   * @param path the file
   * @param in read to its end; the caller closes it
   * @return information about the written file
   */
  default FileInfo write(String path, InputStream in) {
    return write(path, in, WriteOptions.DEFAULTS);
  }

  /**
   * Writes the bytes of a stream, of any length, in bounded memory. Use {@link
   * Content#of(InputStream, long)} for a stream of known length.
   *
   * @param path the file
   * @param in read to its end; the caller closes it
   * @param options conditions, content type, metadata
   * @return information about the written file
   */
  default FileInfo write(String path, InputStream in, WriteOptions options) {
    return write(path, Content.of(in), options);
  }

  /**
   * Writes a file of the local file system, of any length, in bounded memory.
   *
   * @param path the file in this store
   * @param file the file to read
   * @return information about the written file
   */
  default FileInfo write(String path, Path file) {
    return write(path, file, WriteOptions.DEFAULTS);
  }

  /**
   * Writes a file of the local file system, of any length, in bounded memory.
   *
   * @param path the file in this store
   * @param file the file to read
   * @param options conditions, content type, metadata
   * @return information about the written file
   */
  default FileInfo write(String path, Path file, WriteOptions options) {
    FilePath target = FilePath.parseFile(path, "write", this);
    return write(target, Content.of(file), options);
  }

  /**
   * Writes the bytes that a writer produces. Nothing is published if it throws.
   *
   * @param path the file
   * @param writer called once
   * @return information about the written file
   */
  default FileInfo write(String path, ContentWriter writer) {
    return write(path, writer, WriteOptions.DEFAULTS);
  }

  /**
   * Writes the bytes that a writer produces. Nothing is published if it throws.
   *
   * @param path the file
   * @param writer called once
   * @param options conditions, content type, metadata
   * @return information about the written file
   */
  default FileInfo write(String path, ContentWriter writer, WriteOptions options) {
    return write(path, Content.of(writer), options);
  }

  /**
   * Writes several files concurrently.
   *
   * @param files path and bytes of each
   * @throws FileStoreException if some writes failed, with all {@link
   *     FileStoreException#failures()}; each file is whole, either in its new state or, if a
   *     failure names it, in its previous one
   */
  default void writeAll(Map<String, byte[]> files) {
    ConcurrentWrites.run(this, files);
  }

  // ---- Reading

  /**
   * Reads a whole file as strict UTF-8: no malformed byte is replaced and no line ending is
   * changed.
   *
   * @param path the file
   * @return its text
   * @throws NotFoundException if the file does not exist
   * @throws NotTextException if the file is not valid UTF-8
   */
  default String readString(String path) {
    return WholeFile.text(readBytes(path), path, this);
  }

  /**
   * Reads a whole file into memory.
   *
   * @param path the file
   * @return its bytes
   * @throws NotFoundException if the file does not exist
   * @throws UnsupportedFeatureException if the file is larger than an array can be; use {@link
   *     #open(String)} to read it
   */
  default byte[] readBytes(String path) {
    FilePath file = FilePath.parseFile(path, "read", this);
    try (OpenedFile opened = read(file, ReadOptions.DEFAULTS.withoutMetadata())) {
      return WholeFile.bytes(opened, this);
    }
  }

  /**
   * Opens a file for reading.
   *
   * @param path the file
   * @return its bytes; the caller closes the stream
   * @throws NotFoundException if the file does not exist
   */
  default InputStream open(String path) {
    return open(path, ReadOptions.DEFAULTS);
  }

  /**
   * Opens a part of a file for reading.
   *
   * @param path the file
   * @param offset the first byte, from 0
   * @param length the maximum number of bytes
   * @return the bytes; the caller closes the stream
   * @throws NotFoundException if the file does not exist
   * @throws InvalidRangeException if the offset is past the end of the file
   */
  default InputStream open(String path, long offset, long length) {
    return open(path, ReadOptions.DEFAULTS.range(offset, length));
  }

  /**
   * Opens a file for reading.
   *
   * @param path the file
   * @param options range and conditions
   * @return the bytes; the caller closes the stream
   * @throws NotFoundException if the file does not exist
   */
  default InputStream open(String path, ReadOptions options) {
    return read(FilePath.parseFile(path, "read", this), options.withoutMetadata()).stream();
  }

  /**
   * Copies a file to the local file system, in bounded memory. The local file is the whole old one
   * or the whole new one, whatever fails; a replaced file keeps its permission bits.
   *
   * @param path the file in this store
   * @param file the local file to create or replace; a link is followed. Its directory must exist
   * @return information about the file in this store
   * @throws NotFoundException if the file does not exist in this store
   * @throws PermissionDeniedException if the local file system refuses access
   * @throws StorageFullException if the local file system is full
   * @throws StorageFailureException if the local file cannot be written for another reason
   */
  default FileInfo download(String path, Path file) {
    return new LocalDownload(this, FilePath.parseFile(path, "read", this), file).run();
  }

  /**
   * Reads several whole files concurrently, ahead of the caller by a bounded number of bytes.
   *
   * @param paths the files
   * @return their bytes in the order of the paths; a missing file throws a {@link
   *     NotFoundException} when its turn comes. The caller closes the stream
   */
  default Stream<byte[]> readAll(List<String> paths) {
    return ConcurrentReads.stream(this, paths, false);
  }

  /**
   * Reads several files like {@link #readAll}, skipping files that do not exist.
   *
   * @param paths the files
   * @return the bytes of the files that exist, in the order of the paths. The caller closes the
   *     stream
   */
  default Stream<byte[]> readAllPresent(List<String> paths) {
    return ConcurrentReads.stream(this, paths, true);
  }

  // ---- Looking up

  /**
   * Returns what the store knows of a file.
   *
   * @param path any path
   * @return empty if there is no file at the path: for a directory, for the root, or if nothing
   *     exists there
   */
  default Optional<FileInfo> stat(String path) {
    return stat(FilePath.parse(path, "stat", this));
  }

  /**
   * Returns whether a file exists.
   *
   * @param path any path
   * @return true if there is a file at the path; false for a directory
   */
  default boolean exists(String path) {
    return stat(path).isPresent();
  }

  /**
   * Returns the direct children of a directory.
   *
   * @param directory the directory; {@code ""} or {@code "/"} for the root
   * @return full paths in ascending order of UTF-8 bytes, directories with a trailing {@code /};
   *     empty if the directory does not exist or is a file
   */
  default List<String> list(String directory) {
    try (Stream<Entry> entries = entries(directory, ListOptions.DEFAULTS.withoutSizes())) {
      return entries
          .map(entry -> entry.isDirectory() ? entry.path() + "/" : entry.path().toString())
          .toList();
    }
  }

  /**
   * Returns the entries of a directory with what the store knows of each.
   *
   * @param directory the directory; {@code ""} or {@code "/"} for the root
   * @param options direct children or every file below; where to start
   * @return a lazy stream, fetched page by page; the caller closes it
   */
  default Stream<Entry> entries(String directory, ListOptions options) {
    return list(FilePath.parse(directory, "list", this), options);
  }

  /**
   * Returns every file below a directory, in path order.
   *
   * @param directory the directory; {@code ""} or {@code "/"} for the root
   * @return a lazy stream, fetched page by page; the caller closes it
   */
  default Stream<FileInfo> walk(String directory) {
    return entries(directory, ListOptions.DEFAULTS.recursive()).map(FileInfo.class::cast);
  }

  // ---- Deleting

  /**
   * Deletes a file, or a directory with everything below it. A missing path is not an error.
   *
   * @param path any path except the root
   * @throws InvalidFilePathException if the path is the root; use {@link #clear()} for that
   */
  default void delete(String path) {
    PathDeletion.run(this, FilePath.parse(path, "delete", this).requireFile("delete", this));
  }

  /**
   * Deletes exactly one file. A missing file, or a directory of that name, is not an error.
   *
   * @param path the file
   */
  default void deleteFile(String path) {
    deleteFiles(List.of(FilePath.parseFile(path, "delete", this)));
  }

  /**
   * Deletes exactly one file, on a condition if the options have one. Without a condition, this is
   * {@link #deleteFile(String)}.
   *
   * @param path the file
   * @param options the condition
   * @throws ConflictException if the file does not have the etag required by {@link
   *     DeleteOptions#ifMatch(String)} or does not exist; nothing was deleted
   * @throws UnsupportedFeatureException if the store cannot enforce the condition; nothing was
   *     deleted
   */
  default void deleteFile(String path, DeleteOptions options) {
    deleteFile(FilePath.parseFile(path, "delete", this), options);
  }

  /**
   * Deletes everything below a directory. A missing directory, or a file of that name, is not an
   * error.
   *
   * @param path the directory
   * @throws InvalidFilePathException if the path is the root; use {@link #clear()} for that
   */
  default void deleteDirectory(String path) {
    deleteDirectory(FilePath.parse(path, "delete", this).requireFile("delete", this));
  }

  /** Empties the store. Its root stays. */
  default void clear() {
    deleteDirectory(FilePath.ROOT);
  }

  /**
   * Deletes files, in batches where the back end supports them. Missing files and directories of
   * the same name are ignored.
   *
   * @param paths files
   * @throws FileStoreException if some files could not be deleted, with all {@link
   *     FileStoreException#failures()}
   */
  default void deleteAll(Collection<String> paths) {
    deleteFiles(
        paths.stream().map(path -> FilePath.parseFile(path, "delete", this)).distinct().toList());
  }

  // ---- Copying and moving

  /**
   * Copies one file with its content type and metadata, replacing the target.
   *
   * @param source the file
   * @param target the path to write
   * @return the new file
   * @throws NotFoundException if the source does not exist
   */
  default FileInfo copy(String source, String target) {
    return copy(FilePath.parseFile(source, "copy", this), FilePath.parseFile(target, "copy", this));
  }

  /**
   * Copies one file with its content type and metadata, replacing the target, on a condition if the
   * options have one.
   *
   * @param source the file
   * @param target the path to write
   * @param options the condition
   * @return the new file
   * @throws ConflictException if the source does not have the etag required by {@link
   *     CopyOptions#ifMatch(String)} or does not exist; the target stays as it is
   */
  default FileInfo copy(String source, String target, CopyOptions options) {
    return copy(
        FilePath.parseFile(source, "copy", this),
        FilePath.parseFile(target, "copy", this),
        options);
  }

  /**
   * Copies one file, replacing the target: {@link #copy(FilePath, FilePath, CopyOptions)} without a
   * condition.
   *
   * @param source the file
   * @param target the path to write
   * @return the new file
   * @throws NotFoundException if the source does not exist
   */
  default FileInfo copy(FilePath source, FilePath target) {
    return copy(source, target, CopyOptions.DEFAULTS);
  }

  /**
   * Moves one file with its content type and metadata, replacing the target.
   *
   * @param source the file
   * @param target the path to write
   * @return the file at its new path
   * @throws NotFoundException if the source does not exist
   */
  default FileInfo move(String source, String target) {
    return move(FilePath.parseFile(source, "move", this), FilePath.parseFile(target, "move", this));
  }

  // ---- Health

  /**
   * Checks whether the store answers. Returns if it does; otherwise throws an error that says why,
   * of the operation {@code check} and without a path.
   *
   * <p>It makes one request, which lists a directory that does not exist. It reads no file and
   * creates nothing, not even the root of a local store that does not exist yet. It shows that the
   * store can be reached, and that these credentials may list it, not that they may write.
   *
   * <p>It returns within the timeout, even if the store's own time limits are longer: the request
   * is made on another thread, which is interrupted when the time ends, and with it the repetitions
   * of the store and its layers. A system call that no interrupt ends, such as one on a network
   * file system whose server is gone, keeps that thread until it returns; at most four of them do
   * so per store, and then a check waits for one of them.
   *
   * @param timeout how long to wait for the answer
   * @throws ConnectionException if the store cannot be reached, or does not answer within the
   *     timeout; then the cause is the last failure, if one is known
   * @throws PermissionDeniedException if these credentials may not list the store
   * @throws ConfigurationException if the bucket does not exist, the root has vanished or the like
   * @throws InterruptedOperationException if the thread is interrupted
   * @throws IllegalArgumentException if the timeout is not positive
   * @throws IllegalStateException if the store is closed
   */
  default void check(Duration timeout) {
    StoreCheck.run(this, timeout);
  }

  // ---- Views and features

  /**
   * Returns a view whose root is a directory of this store. The view cannot name anything outside
   * that directory. The directory need not exist. Closing the view does not close this store.
   *
   * @param directory the view's root
   * @return the view
   */
  default FileStore scoped(String directory) {
    return new ScopedFileStore(this, FilePath.parse(directory, "scope", this));
  }

  /**
   * Returns a read-only view: any change throws a {@link PermissionDeniedException}. Closing the
   * view does not close this store.
   *
   * @return the view
   */
  default FileStore readOnly() {
    return new ReadOnlyFileStore(this);
  }

  /**
   * Returns a view in which a file is written once: an existing file is not replaced, moved or
   * deleted. A write to an existing file throws a {@link ConflictException}, even in a race; a call
   * that would move or delete a file throws a {@link PermissionDeniedException}. A copy passes its
   * bytes through this process. Closing the view does not close this store.
   *
   * @return the view
   * @throws UnsupportedFeatureException if the store does not have {@link
   *     Capability#CONDITIONAL_WRITES}
   */
  default FileStore writeOnce() {
    return new WriteOnceFileStore(this);
  }

  /**
   * Returns an optional feature of this store that is not part of this interface.
   *
   * @param type the type of the feature
   * @param <T> its type
   * @return empty if the feature is not available; layers hide features that would bypass them
   */
  default <T> Optional<T> unwrap(Class<T> type) {
    return type.isInstance(this) ? Optional.of(type.cast(this)) : Optional.empty();
  }
}
