package dev.coffer.spi;

import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import java.util.function.Consumer;

/**
 * Finds and removes what unfinished work has left in a store beside its files; obtained with {@link
 * FileStore#unwrap}. No listing of files shows leftovers, and they take up space.
 *
 * <p>Anything that a live process may still use is not a leftover. A back end that cannot check
 * whether a process is alive goes by age; if it cannot decide at all, it neither reports nor
 * removes the item. So a store that is written to without a pause may have more leftovers than are
 * reported.
 *
 * <p>Leftovers belong to the whole store: a view of a directory has none.
 */
public interface Leftovers {
  /**
   * Finds the leftovers without changing them.
   *
   * @param found receives them one after the other, in no particular order
   * @throws FileStoreException if the search fails
   */
  void find(Consumer<Leftover> found);

  /**
   * Finds and removes the leftovers. The files of the store stay the same.
   *
   * @param removed receives each leftover that this call has removed
   * @throws FileStoreException if a leftover cannot be removed; those reported before are removed
   */
  void remove(Consumer<Leftover> removed);
}
