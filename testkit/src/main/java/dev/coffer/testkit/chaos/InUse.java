package dev.coffer.testkit.chaos;

import dev.coffer.FileStore;
import dev.coffer.FileStoreException;

/**
 * A call in a store that has made the same one before: its connections are open, and what it learns
 * of its service it knows.
 *
 * @param call the call
 */
record InUse(ChaosCall call) implements ChaosCall {
  @Override
  public void prepare(FileStore store) {
    call.prepare(store);
  }

  @Override
  public void begin(FileStore store) {
    call.run(store);
  }

  @Override
  public void run(FileStore store) {
    call.run(store);
  }

  @Override
  public void verify(FileStore store, Ending ending) {
    call.verify(store, ending);
  }

  @Override
  public boolean mayFailWith(FileStoreException error) {
    return call.mayFailWith(error);
  }
}
