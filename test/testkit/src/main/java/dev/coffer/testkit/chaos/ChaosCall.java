package dev.coffer.testkit.chaos;

import dev.coffer.ConnectionException;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;

/** One operation of a store, with the state before it and the judgement of the state after it. */
interface ChaosCall {
  /** Writes what the call needs; on a network without faults. */
  void prepare(FileStore store);

  /**
   * Makes the call.
   *
   * @throws FileStoreException when the store says that it failed
   * @throws AssertionError when it answered something wrong
   */
  void run(FileStore store);

  /** What the store is used for before, when nothing happens. */
  default void begin(FileStore store) {}

  /** Whether an error tells that the network is broken, or what that left half done. */
  default boolean mayFailWith(FileStoreException error) {
    return error instanceof ConnectionException;
  }

  /** Whether a store cannot know what the call has done, if this happens once. */
  default boolean mayEndUnknown(Mishap mishap) {
    return false;
  }

  /** Judges what is in the store now; on a network without faults. */
  void verify(FileStore store, Ending ending);
}
