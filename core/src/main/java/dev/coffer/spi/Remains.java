package dev.coffer.spi;

import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;

/**
 * Deletes what other programs have put into a store and is no file of it: links, special files and
 * empty directories; obtained with {@link FileStore#unwrap}. For a layer that deletes the files of
 * a directory one by one, since each of them matters to it.
 */
public interface Remains {
  /**
   * Deletes what is at a path and below it, except files, whoever writes them meanwhile. A
   * directory goes if nothing is left in it; a link goes and its target stays.
   *
   * @param path a path, which need not exist; the root stays
   * @throws FileStoreException if something cannot be deleted
   */
  void delete(FilePath path);

  /**
   * Deletes a link or a special file. A file or a directory of that name stays.
   *
   * @param path a path, which need not exist
   * @throws FileStoreException if it cannot be deleted
   */
  void deleteLink(FilePath path);
}
