package dev.coffer.observe;

import dev.coffer.FileStore;

/**
 * Is told of each operation of an {@link ObservedFileStore}: what connects it to a library of
 * metrics or traces, or keeps an audit trail. Called by many threads.
 */
@FunctionalInterface
public interface OperationListener {
  /**
   * An operation begins. When this throws, the operation is not done and fails with what was
   * thrown.
   *
   * @param call the operation
   * @return is told how it goes on
   */
  CallListener begin(StoreCall call);

  /**
   * The listener of one store, when a store is made with this one in its options.
   *
   * @param store the one below, which may tell more of itself by {@link FileStore#unwrap}
   * @return told of the operations of that store and closed with it; this listener unless
   *     overridden
   */
  default OperationListener of(FileStore store) {
    return this;
  }

  /**
   * Whether it must see all that happens to the store. Then the layer gives away nothing that goes
   * around it, such as the client of a service.
   *
   * @return false unless overridden
   */
  default boolean needsAll() {
    return false;
  }

  /** The store is closed; no operation is under way that would be told. */
  default void close() {}
}
