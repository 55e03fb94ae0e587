package dev.coffer.testkit.chaos;

import dev.coffer.ConnectionException;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;

/** One operation of a store, with the preparation before it and the verification after it. */
interface ChaosCall {
  /** Writes the files that the call needs, on a network without faults. */
  void prepare(FileStore store);

  /**
   * Makes the call.
   *
   * @throws FileStoreException if the store reports a failure
   * @throws AssertionError if the result is wrong
   */
  void run(FileStore store);

  /** Uses the store before the call, without faults. */
  default void begin(FileStore store) {}

  /** Returns whether an error reports that the network is broken, or what was left half done. */
  default boolean mayFailWith(FileStoreException error) {
    return error instanceof ConnectionException;
  }

  /** Returns whether the outcome of the call is unknown after a mishap that happens once. */
  default boolean mayEndUnknown(Mishap mishap) {
    return false;
  }

  /** Verifies the content of the store, on a network without faults. */
  void verify(FileStore store, ChaosOutcome ending);
}
