package dev.coffer;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whole files, addressed by slash-separated paths, on any back end.
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
 *       Parents need no creating.
 *   <li>The last writer wins, unless {@link WriteOptions#ifAbsent()} or {@link
 *       WriteOptions#ifMatch(String)} say otherwise; a deletion takes whatever is there, unless
 *       {@link DeleteOptions#ifMatch(String)} says otherwise. These conditions hold across
 *       processes.
 *   <li>A path cannot escape: see {@link FilePath}.
 *   <li>A directory exists through the files below it. When the last one is deleted it is gone from
 *       every listing.
 *   <li>Listings are complete, in ascending order of UTF-8 bytes, and hold one page in memory.
 *   <li>Errors are {@link FileStoreException}s. A refused access, a missing bucket or a lost
 *       connection is never {@link NotFoundException}.
 * </ul>
 *
 * <p>Every method is safe for use by many threads. Interrupting a thread in a long operation ends
 * it with an {@link InterruptedOperationException} and the interrupt flag set. {@link #close()} is
 * idempotent; any later call is an {@link IllegalStateException}, and a stream that is still open
 * fails at its next read.
 *
 * <p>It is not a file system: no append, no seek in a file that is being written, no permissions,
 * no links, no empty directories.
 *
 * <h2>To implement it</h2>
 *
 * The methods that take a {@link FilePath}, {@link #capabilities()}, {@link #name()} and {@link
 * #close()} are the primitives. The others are conveniences that run on them; no implementation
 * overrides those, so a layer that sees the primitives sees everything.
 */
public interface FileStore extends AutoCloseable {

  // ---- Primitives

  /**
   * Writes a whole file.
   *
   * @param path the file
   * @param content its bytes
   * @param options conditions, content type, metadata
   * @return the file as it now stands
   * @throws ConflictException when a condition does not hold, or the path would be a file and a
   *     directory on a store with {@link Capability#EXCLUSIVE_NAMES}
   * @throws StorageFullException when there is no room; the old file stays
   * @throws StorageFailureException when the content's source fails; the old file stays
   */
  FileInfo write(FilePath path, Content content, WriteOptions options);

  /**
   * Opens a file: what is known of it and its bytes, both of one version, whatever is written
   * meanwhile.
   *
   * @param path the file
   * @param options range and conditions
   * @return to be closed by the caller
   * @throws NotFoundException when there is no file, also when there is a directory
   * @throws ConflictException when the file has another etag than {@link
   *     ReadOptions#ifMatch(String)} asks for
   * @throws NotModifiedException when the file has the etag of {@link
   *     ReadOptions#ifNoneMatch(String)}
   * @throws InvalidRangeException when the range starts behind the end
   */
  OpenedFile read(FilePath path, ReadOptions options);

  /**
   * What is known of a file.
   *
   * @param path any path
   * @return nothing for a directory, the root and a path where nothing is
   */
  Optional<FileInfo> stat(FilePath path);

  /**
   * Lists a directory in ascending order of UTF-8 bytes, where a directory's trailing {@code /}
   * counts. A missing directory and a file give nothing.
   *
   * @param directory the directory, or the root
   * @param options direct children or every file below; where to start
   * @return lazily, page by page; to be closed by the caller
   */
  Stream<Entry> list(FilePath directory, ListOptions options);

  /**
   * Deletes files. What is not there, and a directory of that name, is passed over.
   *
   * @param paths files
   * @throws FileStoreException when some could not be deleted, with all {@link
   *     FileStoreException#failures()}; the others are gone
   */
  void deleteFiles(Collection<FilePath> paths);

  /**
   * Deletes one file, on a condition if the options have one.
   *
   * <p>Without a condition it does what {@link #deleteFiles} of this file alone does. With {@link
   * DeleteOptions#ifMatch(String)} the look at the etag and the deletion are one step: a file that
   * was written meanwhile, by any process, is never deleted, and of several deletions of one
   * version exactly one succeeds.
   *
   * @param path the file
   * @param options the condition
   * @throws ConflictException if the condition does not hold: the file has another etag, or there
   *     is none of that name, also if there is a directory. Nothing was deleted
   * @throws UnsupportedFeatureException if the store cannot keep the condition, see {@link
   *     Capability#CONDITIONAL_DELETES}. Nothing was deleted
   * @throws ConnectionException if the answer of a service was lost and it is not known whether the
   *     file was deleted; it is never taken for a success or for a conflict
   */
  void deleteFile(FilePath path, DeleteOptions options);

  /**
   * Deletes all files below a directory. A file of that name is left alone; a missing directory is
   * no error.
   *
   * @param directory the directory; for the root the store is emptied and the root stays
   */
  void deleteDirectory(FilePath directory);

  /**
   * Copies a file with its content type and metadata, inside the back end where that is possible.
   * What was at the target is replaced.
   *
   * @param source the file
   * @param target where to
   * @return the new file
   * @throws NotFoundException when there is no file at the source
   */
  FileInfo copy(FilePath source, FilePath target);

  /**
   * Moves a file with its content type and metadata. What was at the target is replaced. A file
   * moved onto itself stays as it is.
   *
   * @param source the file
   * @param target where to
   * @return the file at its new path
   * @throws NotFoundException when there is no file at the source
   */
  FileInfo move(FilePath source, FilePath target);

  /**
   * What this store can do.
   *
   * @return the same for the store's whole life
   * @throws IllegalStateException when the store is closed; so a bulk call with nothing to do is
   *     refused too
   */
  Capabilities capabilities();

  /**
   * Returns the name by which messages call this store: {@code file:/var/data}, {@code s3:bucket}.
   * It is short and shows no secret. Layers and views have the name of the store that they stand
   * around, so a message in a view does not show where the view lies; {@code toString} prints the
   * nest.
   *
   * @return the same for the store's whole life, also when it is closed
   */
  String name();

  /**
   * Flushes what is pending and releases what is held, in bounded time. Closing again does nothing.
   */
  @Override
  void close();

  // ---- Writing

  /**
   * Writes text as UTF-8.
   *
   * @param path the file
   * @param text its content
   * @return the file as it now stands
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
   * @return the file as it now stands
   */
  default FileInfo write(String path, String text, WriteOptions options) {
    return write(path, Content.of(text), options);
  }

  /**
   * Writes bytes.
   *
   * @param path the file
   * @param bytes its content
   * @return the file as it now stands
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
   * @return the file as it now stands
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
   * @return the file as it now stands
   */
  default FileInfo write(String path, Content content, WriteOptions options) {
    return write(FilePath.parseFile(path, "write", this), content, options);
  }

  /**
   * Writes what a stream gives, of any length, in bounded memory.
   *
   * @param path the file
   * @param in read to its end; the caller closes it
   * @return the file as it now stands
   */
  default FileInfo write(String path, InputStream in) {
    return write(path, in, WriteOptions.DEFAULTS);
  }

  /**
   * Writes the bytes of a stream, of any length, in bounded memory. {@link Content#of(InputStream,
   * long)} takes one of known length.
   *
   * @param path the file
   * @param in read to its end; the caller closes it
   * @param options conditions, content type, metadata
   * @return the file as it now stands
   */
  default FileInfo write(String path, InputStream in, WriteOptions options) {
    return write(path, Content.of(in), options);
  }

  /**
   * Writes a file of the local file system, of any length, in bounded memory.
   *
   * @param path the file in this store
   * @param file the file to read
   * @return the file as it now stands
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
   * @return the file as it now stands
   */
  default FileInfo write(String path, Path file, WriteOptions options) {
    FilePath target = FilePath.parseFile(path, "write", this);
    return write(target, Content.of(file), options);
  }

  /**
   * Writes what a writer writes. Nothing is published when it throws.
   *
   * @param path the file
   * @param writer called once
   * @return the file as it now stands
   */
  default FileInfo write(String path, ContentWriter writer) {
    return write(path, writer, WriteOptions.DEFAULTS);
  }

  /**
   * Writes what a writer writes. Nothing is published when it throws.
   *
   * @param path the file
   * @param writer called once
   * @param options conditions, content type, metadata
   * @return the file as it now stands
   */
  default FileInfo write(String path, ContentWriter writer, WriteOptions options) {
    return write(path, Content.of(writer), options);
  }

  /**
   * Writes several files concurrently.
   *
   * @param files path and bytes of each
   * @throws FileStoreException when some failed, with all {@link FileStoreException#failures()};
   *     each file is whole, in its new state or, where it is named there, in its previous one
   */
  default void writeAll(Map<String, byte[]> files) {
    ConcurrentWrites.run(this, files);
  }

  // ---- Reading

  /**
   * Reads a whole file as UTF-8, strictly: nothing is replaced and no line ending changed.
   *
   * @param path the file
   * @return its text
   * @throws NotFoundException when there is no file
   * @throws NotTextException when it is no valid UTF-8
   */
  default String readString(String path) {
    byte[] bytes = readBytes(path);
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.indexOf('\uFFFD') >= 0) {
      try {
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      } catch (CharacterCodingException e) {
        throw new NotTextException("read", path, name(), "readBytes gives its bytes", e);
      }
    }
    return text;
  }

  /**
   * Reads a whole file into memory.
   *
   * @param path the file
   * @return its bytes
   * @throws NotFoundException when there is no file
   * @throws UnsupportedFeatureException when it is larger than an array can be; {@link
   *     #open(String)} reads it
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
   * @return its bytes; closed by the caller
   * @throws NotFoundException when there is no file
   */
  default InputStream open(String path) {
    return open(path, ReadOptions.DEFAULTS);
  }

  /**
   * Opens a part of a file for reading.
   *
   * @param path the file
   * @param offset the first byte, from 0
   * @param length the most bytes to give
   * @return the bytes; closed by the caller
   * @throws NotFoundException when there is no file
   * @throws InvalidRangeException when the offset is behind the end
   */
  default InputStream open(String path, long offset, long length) {
    return open(path, ReadOptions.DEFAULTS.range(offset, length));
  }

  /**
   * Opens a file for reading.
   *
   * @param path the file
   * @param options range and conditions
   * @return the bytes; closed by the caller
   * @throws NotFoundException when there is no file
   */
  default InputStream open(String path, ReadOptions options) {
    return read(FilePath.parseFile(path, "read", this), options.withoutMetadata()).stream();
  }

  /**
   * Copies a file to the local file system, in bounded memory. The local file is the whole old one
   * or the whole new one, whatever fails; a file that is replaced keeps its permission bits.
   *
   * @param path the file in this store
   * @param file the local file to create or replace; a link is followed. Its directory must exist
   * @return the file that was copied
   * @throws NotFoundException if there is no file in this store
   * @throws PermissionDeniedException if the local file system refuses access
   * @throws StorageFullException if the local file system is full
   * @throws StorageFailureException if the local file cannot be written for another reason
   */
  default FileInfo download(String path, Path file) {
    return new Download(this, FilePath.parseFile(path, "read", this), file).run();
  }

  /**
   * Reads several files whole, concurrently and ahead of the caller within a bounded number of
   * bytes.
   *
   * @param paths the files
   * @return their bytes in the order asked; a missing file is a {@link NotFoundException} when its
   *     turn comes. To be closed by the caller
   */
  default Stream<byte[]> readAll(List<String> paths) {
    return ConcurrentReads.stream(this, paths, false);
  }

  /**
   * As {@link #readAll}, leaving out files that are missing.
   *
   * @param paths the files
   * @return the bytes of those that are there, in the order asked. To be closed by the caller
   */
  default Stream<byte[]> readAllPresent(List<String> paths) {
    return ConcurrentReads.stream(this, paths, true);
  }

  // ---- Looking

  /**
   * What is known of a file.
   *
   * @param path any path
   * @return nothing for a directory, the root and a path where nothing is
   */
  default Optional<FileInfo> stat(String path) {
    return stat(FilePath.parse(path, "stat", this));
  }

  /**
   * Whether there is a file.
   *
   * @param path any path
   * @return false for a directory
   */
  default boolean exists(String path) {
    return stat(path).isPresent();
  }

  /**
   * The direct children of a directory.
   *
   * @param directory the directory; {@code ""} or {@code "/"} for the root
   * @return full paths in ascending order of UTF-8 bytes, directories with a trailing {@code /};
   *     empty when the directory is missing or a file
   */
  default List<String> list(String directory) {
    try (Stream<Entry> entries = entries(directory, ListOptions.DEFAULTS)) {
      return entries
          .map(entry -> entry.isDirectory() ? entry.path() + "/" : entry.path().toString())
          .toList();
    }
  }

  /**
   * A directory's entries with what the store knows of each.
   *
   * @param directory the directory; {@code ""} or {@code "/"} for the root
   * @param options direct children or every file below; where to start
   * @return lazily, page by page; to be closed by the caller
   */
  default Stream<Entry> entries(String directory, ListOptions options) {
    return list(FilePath.parse(directory, "list", this), options);
  }

  /**
   * Every file below a directory, in path order.
   *
   * @param directory the directory; {@code ""} or {@code "/"} for the root
   * @return lazily, page by page; to be closed by the caller
   */
  default Stream<FileInfo> walk(String directory) {
    return entries(directory, ListOptions.DEFAULTS.recursive()).map(FileInfo.class::cast);
  }

  // ---- Deleting

  /**
   * Deletes a file, or a directory with all that is below it. Nothing there is no error.
   *
   * @param path anything but the root
   * @throws InvalidFilePathException for the root: that is {@link #clear()}
   */
  default void delete(String path) {
    FilePath target = FilePath.parse(path, "delete", this).requireFile("delete", this);
    deleteFiles(List.of(target));
    deleteDirectory(target);
  }

  /**
   * Deletes exactly one file. Nothing there, and a directory of that name, is no error.
   *
   * @param path the file
   */
  default void deleteFile(String path) {
    deleteFiles(List.of(FilePath.parseFile(path, "delete", this)));
  }

  /**
   * Deletes exactly one file, on a condition if the options have one. Without a condition it is
   * {@link #deleteFile(String)}.
   *
   * @param path the file
   * @param options the condition
   * @throws ConflictException if the file has another etag than {@link
   *     DeleteOptions#ifMatch(String)} asks for, or is missing; nothing was deleted
   * @throws UnsupportedFeatureException if the store cannot keep the condition; nothing was deleted
   */
  default void deleteFile(String path, DeleteOptions options) {
    deleteFile(FilePath.parseFile(path, "delete", this), options);
  }

  /**
   * Deletes all that is below a directory. Nothing there, and a file of that name, is no error.
   *
   * @param path the directory
   * @throws InvalidFilePathException for the root: that is {@link #clear()}
   */
  default void deleteDirectory(String path) {
    deleteDirectory(FilePath.parse(path, "delete", this).requireFile("delete", this));
  }

  /** Empties the store. Its root stays. */
  default void clear() {
    deleteDirectory(FilePath.ROOT);
  }

  /**
   * Deletes files, in batches where the back end has them. What is not there, and a directory of
   * that name, is passed over.
   *
   * @param paths files
   * @throws FileStoreException when some could not be deleted, with all {@link
   *     FileStoreException#failures()}
   */
  default void deleteAll(Collection<String> paths) {
    deleteFiles(
        paths.stream().map(path -> FilePath.parseFile(path, "delete", this)).distinct().toList());
  }

  // ---- Copying and moving

  /**
   * Copies one file with its content type and metadata; the target is replaced.
   *
   * @param source the file
   * @param target where to
   * @return the new file
   * @throws NotFoundException when there is no file at the source
   */
  default FileInfo copy(String source, String target) {
    return copy(FilePath.parseFile(source, "copy", this), FilePath.parseFile(target, "copy", this));
  }

  /**
   * Moves one file with its content type and metadata; the target is replaced.
   *
   * @param source the file
   * @param target where to
   * @return the file at its new path
   * @throws NotFoundException when there is no file at the source
   */
  default FileInfo move(String source, String target) {
    return move(FilePath.parseFile(source, "move", this), FilePath.parseFile(target, "move", this));
  }

  // ---- Views and abilities

  /**
   * A view whose root is a directory of this store. Nothing outside that directory can be named
   * through it. The directory need not exist. Closing the view does not close this store.
   *
   * @param directory the view's root
   * @return the view
   */
  default FileStore scoped(String directory) {
    return new ScopedFileStore(this, FilePath.parse(directory, "scope", this));
  }

  /**
   * A view that changes nothing: what would is a {@link PermissionDeniedException}. Closing the
   * view does not close this store.
   *
   * @return the view
   */
  default FileStore readOnly() {
    return new ReadOnlyFileStore(this);
  }

  /**
   * A view in which a file is written once: an existing one is not replaced, moved or deleted. A
   * write to an existing file is a {@link ConflictException}, also in a race; what would move or
   * delete one is a {@link PermissionDeniedException}. A copy goes through this process. Closing
   * the view does not close this store.
   *
   * @return the view
   * @throws UnsupportedFeatureException when the store has no {@link Capability#CONDITIONAL_WRITES}
   */
  default FileStore writeOnce() {
    return new WriteOnceFileStore(this);
  }

  /**
   * An extra ability of this store that is not part of this interface.
   *
   * @param type the ability
   * @param <T> its type
   * @return nothing when this store has none such; a layer withholds what would go around it
   */
  default <T> Optional<T> unwrap(Class<T> type) {
    return type.isInstance(this) ? Optional.of(type.cast(this)) : Optional.empty();
  }
}
