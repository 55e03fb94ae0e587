package dev.coffer.testkit.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.coffer.ConflictException;
import dev.coffer.FileStore;
import dev.coffer.WriteOptions;

/** A write whose condition does not hold: a conflict, whatever happens to its requests. */
final class RefusedWriting implements ChaosCall {
  private final byte[] bytes;
  private final WriteOptions options;

  RefusedWriting(byte[] bytes, WriteOptions options) {
    this.bytes = bytes;
    this.options = options;
  }

  @Override
  public void prepare(FileStore store) {
    store.write("a", "of another");
  }

  @Override
  public void run(FileStore store) {
    try {
      store.write("a", bytes, options);
    } catch (ConflictException e) {
      return;
    }
    fail("the write overwrote what it must not");
  }

  @Override
  public void verify(FileStore store, ChaosOutcome ending) {
    assertThat(store.readString("a")).isEqualTo("of another");
  }
}
