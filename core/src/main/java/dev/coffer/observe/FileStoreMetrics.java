package dev.coffer.observe;

import java.util.Map;

/**
 * Metrics of the operations of a store, without any library. Obtained by {@code
 * store.unwrap(FileStoreMetrics.class)}; readable even after the store is closed.
 */
public interface FileStoreMetrics {
  /**
   * Returns the current metrics. Running operations may be included in some numbers and not in
   * others.
   *
   * @return an unmodifiable map, in the order of the operations; it does not contain operations
   *     that never began
   */
  Map<StoreOperation, OperationMetrics> snapshot();
}
