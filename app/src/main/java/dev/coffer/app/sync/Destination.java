package dev.coffer.app.sync;

import dev.coffer.FileInfo;
import dev.coffer.FileStore;
import dev.coffer.WriteOptions;
import java.nio.file.Path;
import java.util.function.Function;

/** Where files go, and what its times tell. */
public sealed interface Destination permits StoreDestination, FolderDestination {
  /**
   * A store. Its times are its own: those of its last writes.
   *
   * @param store any store; not closed
   * @return the whole of it
   */
  static Destination of(FileStore store) {
    return of(store, WriteOptions::like);
  }

  /**
   * A store, in which each file gets a content type and metadata of the caller's choice.
   *
   * @param store any store; not closed
   * @param labels what is written with the copy of a file
   * @return the whole of it
   */
  static Destination of(FileStore store, Function<FileInfo, WriteOptions> labels) {
    return new StoreDestination(store, labels);
  }

  /**
   * A directory of this machine. Its files get the times of their origins, and are bytes alone.
   *
   * @param directory the directory
   * @param store the local store that writes into it; not closed
   * @return the whole of it
   */
  static Destination of(Path directory, FileStore store) {
    return new FolderDestination(directory, store);
  }

  /**
   * The store that is written.
   *
   * @return the same with each call
   */
  FileStore store();

  /**
   * Whether two files of one size are taken for equal by their times.
   *
   * @param origin where the one is
   * @param from the origin's
   * @param here what is there
   * @return false when only the bytes can tell
   */
  boolean looksEqual(Origin origin, FileInfo from, FileInfo here);

  /**
   * What is written with the bytes.
   *
   * @param from the origin's file
   * @return content type and metadata, where they are kept
   */
  WriteOptions options(FileInfo from);

  /**
   * Notes that two files were found equal, byte for byte.
   *
   * @param from the origin's
   * @param here what is there; nothing is noted if it has changed since
   */
  void settle(FileInfo from, FileInfo here);
}
