package dev.coffer.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.NotFoundException;
import org.junit.jupiter.api.Test;

/** A back end that refuses access or does not respond is an error, never a missing file. */
interface UnreachableCases extends StoreUnderTest {
  @Test
  default void aBackEndThatCannotBeReachedIsNeverAMissingFile() {
    FileStore store = unreachable();
    Calls.all()
        .forEach(
            (name, call) -> {
              FileStoreException e =
                  assertThrows(FileStoreException.class, () -> call.accept(store, "a"), name);
              assertThat(e).as(name).isNotInstanceOf(NotFoundException.class);
            });
    assertThrows(FileStoreException.class, () -> store.clear());
  }

  @Test
  default void aStoreThatCannotBeReachedCanBeClosed() {
    FileStore store = unreachable();
    store.close();
    store.close();
    assertThrows(IllegalStateException.class, () -> store.exists("a"));
  }
}
