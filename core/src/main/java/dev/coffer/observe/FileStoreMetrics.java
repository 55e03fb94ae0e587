package dev.coffer.observe;

import java.util.Map;

/**
 * Numbers about what was done with a store, without any library. Reached by {@code
 * store.unwrap(FileStoreMetrics.class)}; readable after the store is closed, too.
 */
public interface FileStoreMetrics {
  /**
   * The numbers by now. Operations that are under way may be in some of them and not in others.
   *
   * @return unmodifiable, in the order of the operations; an operation that never began is not in
   *     it
   */
  Map<StoreOperation, OperationMetrics> snapshot();
}
