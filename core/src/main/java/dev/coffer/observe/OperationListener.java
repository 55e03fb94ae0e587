package dev.coffer.observe;

import dev.coffer.FileStore;

/**
 * A listener for the operations of an {@link ObservedFileStore}, for example to feed a library of
 * metrics or traces, or to keep an audit trail. Called by many threads.
 */
@FunctionalInterface
public interface OperationListener {
  /**
   * Called when an operation begins. If this throws, the operation is not done and fails with that
   * exception.
   *
   * @param call the operation
   * @return a listener for the rest of the operation
   */
  CallListener begin(StoreCall call);

  /**
   * Returns the listener for one store that is created with this listener in its options.
   *
   * @param store the store below, which may expose more by {@link FileStore#unwrap}
   * @return the listener for the operations of that store, closed with it; this listener unless
   *     overridden
   */
  default OperationListener of(FileStore store) {
    return this;
  }

  /**
   * Returns whether the listener must see everything that happens to the store. Then the layer
   * exposes nothing that bypasses it, such as the client of a service.
   *
   * @return false unless overridden
   */
  default boolean needsAll() {
    return false;
  }

  /** Called when the store is closed and no operation that would be reported is running. */
  default void close() {}
}
