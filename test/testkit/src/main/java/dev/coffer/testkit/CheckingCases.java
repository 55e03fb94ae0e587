package dev.coffer.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.InterruptedOperationException;
import dev.coffer.NotFoundException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A check says whether the store answers, and leaves nothing. */
interface CheckingCases extends StoreUnderTest {
  /** Enough for any store that answers at all. */
  Duration ENOUGH = Duration.ofSeconds(60);

  @Test
  default void aStoreThatAnswersPassesItsCheckAndStaysEmpty() {
    store().check(ENOUGH);
    assertThat(store().list("")).isEmpty();
  }

  @Test
  default void aCheckReadsAndChangesNoFile() {
    String etag = store().write("coffer-check/a", "x").etag();
    RecordingFileStore recording = new RecordingFileStore(store());
    recording.check(ENOUGH);
    assertThat(recording.calls())
        .map(RecordedCall::operation)
        .isSubsetOf(Operation.LIST, Operation.STAT)
        .hasSize(1);
    assertThat(store().stat("coffer-check/a").orElseThrow().etag()).isEqualTo(etag);
  }

  @Test
  default void viewsAreCheckedWhereverTheyAre() {
    FileStore missing = store().scoped("no/such directory");
    for (FileStore view : List.of(missing, missing.readOnly(), store().readOnly())) {
      view.check(ENOUGH);
    }
    assertThat(store().list("")).isEmpty();
  }

  @Test
  default void aBackEndThatCannotBeReachedFailsItsCheck() {
    FileStore store = unreachable();
    FileStoreException e = assertThrows(FileStoreException.class, () -> store.check(ENOUGH));
    assertThat(e).isNotInstanceOf(NotFoundException.class);
    assertThat(e.operation()).isEqualTo("check");
    assertThat(e.path()).isEmpty();
    assertThat(e.store()).isEqualTo(store.name());
    assertThat(e.getMessage()).doesNotContain("coffer-check");
  }

  @Test
  default void anInterruptedCheckEnds() {
    Thread.currentThread().interrupt();
    try {
      assertThrows(InterruptedOperationException.class, () -> store().check(ENOUGH));
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      Thread.interrupted();
    }
    store().check(ENOUGH);
  }

  @Test
  default void aCheckTakesAPositiveTime() {
    for (Duration time : List.of(Duration.ZERO, Duration.ofMillis(-1))) {
      assertThrows(IllegalArgumentException.class, () -> store().check(time));
    }
    store().check(Duration.ofSeconds(Long.MAX_VALUE));
  }

  @Test
  default void aClosedStoreIsNotChecked() {
    store().close();
    assertThrows(IllegalStateException.class, () -> store().check(ENOUGH));
  }
}
