package dev.coffer.spi;

import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import java.util.function.Consumer;

/**
 * What unfinished work has left in a store beside its files, to be had with {@link
 * FileStore#unwrap}: no listing of files shows it, and it takes room.
 *
 * <p>What a live process may still use is no leftover. A back end that cannot ask whether a process
 * lives goes by age; where it cannot tell at all, it leaves the thing alone and out. So a store
 * that is written to without a pause may have more than is told.
 *
 * <p>They belong to the whole store: a view of a directory has none.
 */
public interface Leftovers {
  /**
   * Finds them and leaves them where they are.
   *
   * @param found gets one after the other, in no order
   * @throws FileStoreException if they cannot be looked for
   */
  void find(Consumer<Leftover> found);

  /**
   * Finds and removes them. A store has the same files before and after.
   *
   * @param removed gets each one that this call has removed
   * @throws FileStoreException if one cannot be removed; what was told before is gone
   */
  void remove(Consumer<Leftover> removed);
}
