package dev.coffer.testkit.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.ConnectionException;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.StorageFailureException;
import java.util.List;

/** A copy or a move of one file over another. */
record Transferring(boolean move) implements ChaosCall {
  @Override
  public void prepare(FileStore store) {
    store.write("source", "new");
    store.write("target", "old");
  }

  @Override
  public void run(FileStore store) {
    if (move) {
      store.move("source", "target");
    } else {
      store.copy("source", "target");
    }
  }

  /** A move whose copy was made and whose source could not be deleted has an error of its own. */
  @Override
  public boolean mayFailWith(FileStoreException error) {
    return error instanceof ConnectionException
        || (move && error instanceof StorageFailureException);
  }

  @Override
  public void verify(FileStore store, ChaosOutcome ending) {
    String target = store.readString("target");
    assertThat(target).isIn("old", "new");
    boolean gone = !store.exists("source");
    if (!gone) {
      assertThat(store.readString("source")).isEqualTo("new");
    }
    assertThat(OnFiles.walk(store))
        .isEqualTo(gone ? List.of("target") : List.of("source", "target"));
    // The old target must not outlive its source.
    assertThat(gone && target.equals("old")).isFalse();
    if (ending == ChaosOutcome.DONE) {
      assertThat(target).isEqualTo("new");
      assertThat(gone).isEqualTo(move);
    } else if (ending == ChaosOutcome.NOT_DONE) {
      assertThat(gone).isFalse();
    }
  }
}
