package dev.coffer.app.sync;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.OpenedFile;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Where files come from. Nothing is ever written there. */
public sealed interface Origin permits StoreOrigin, FolderOrigin {
  /**
   * A store; not closed.
   *
   * @param store any store
   * @return its files
   */
  static Origin of(FileStore store) {
    return new StoreOrigin(store, FileInfo::lastModified);
  }

  /**
   * A store whose files lie on the disk of this machine; not closed.
   *
   * @param store any store
   * @param root the directory in which each file has its path; not written
   * @return its files
   */
  static Origin of(FileStore store, Path root) {
    return new StoreOrigin(store, new ChangeTimes(root)::of);
  }

  /**
   * A directory of this machine, as it is: no store is made of it and no link is followed.
   *
   * @param directory an existing directory
   * @return its regular files
   */
  static Origin of(Path directory) {
    return new FolderOrigin(directory);
  }

  /**
   * Looks at the directory at the top, before anything is made for its files.
   *
   * @throws dev.coffer.FileStoreException if it cannot be listed
   */
  void requireListable();

  /**
   * Every file, in path order.
   *
   * @param leftovers hears of links, of names that no store can have and of what cannot be read
   * @return lazily; to be closed
   */
  Stream<FileInfo> files(SkippedFiles leftovers);

  /**
   * What is known of a file.
   *
   * @param path the file
   * @return nothing when it is gone
   */
  Optional<FileInfo> stat(FilePath path);

  /**
   * Opens a file.
   *
   * @param path the file
   * @return to be closed
   */
  OpenedFile read(FilePath path);

  /**
   * When a file was changed last, however that was done.
   *
   * @param file one of the files
   * @return its time or a later one
   */
  Instant changed(FileInfo file);

  /**
   * How many reads at once serve it best.
   *
   * @return at least 1
   */
  int concurrency();
}
