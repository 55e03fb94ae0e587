package dev.coffer.testkit.chaos;

import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import java.util.function.Consumer;

/**
 * A call in a store that was used before: its connections are open, and its probes are done.
 *
 * @param call the call
 * @param before the previous use
 */
record InUse(ChaosCall call, Consumer<FileStore> before) implements ChaosCall {
  @Override
  public void prepare(FileStore store) {
    call.prepare(store);
  }

  @Override
  public void begin(FileStore store) {
    before.accept(store);
  }

  @Override
  public void run(FileStore store) {
    call.run(store);
  }

  @Override
  public void verify(FileStore store, ChaosOutcome ending) {
    call.verify(store, ending);
  }

  @Override
  public boolean mayFailWith(FileStoreException error) {
    return call.mayFailWith(error);
  }
}
