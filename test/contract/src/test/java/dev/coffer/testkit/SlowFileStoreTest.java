package dev.coffer.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.InterruptedOperationException;
import dev.coffer.memory.InMemoryFileStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlowFileStoreTest {
  private final InMemoryFileStore below = new InMemoryFileStore();

  @Test
  void aClosedGateHoldsACallUntilItIsOpened() {
    Gate gate = new Gate(Operation.WRITE);
    SlowFileStore store = new SlowFileStore(below, gate);
    StartedThreads.run(
        writer -> store.write("a", "x"),
        watcher -> {
          gate.awaitWaiting(1);
          assertThat(below.exists("a")).isFalse();
          gate.open();
        });
    assertThat(below.readString("a")).isEqualTo("x");
  }

  @Test
  void aGateHoldsItsOwnPrimitivesAlone() {
    SlowFileStore store = new SlowFileStore(below, new Gate(Operation.READ, Operation.COPY));
    store.write("a", "x");
    assertThat(store.exists("a")).isTrue();
    store.close();
  }

  @Test
  void aGateCanBeClosedAgain() {
    Gate gate = new Gate(Operation.STAT);
    SlowFileStore store = new SlowFileStore(below, gate);
    gate.open();
    assertThat(store.exists("a")).isFalse();
    gate.close();
    StartedThreads.run(
        looker -> assertThat(store.exists("a")).isTrue(),
        watcher -> {
          gate.awaitWaiting(1);
          below.write("a", "x");
          gate.open();
        });
  }

  @Test
  void anInterruptEndsAWaitingCallWithoutEffect() {
    Gate gate = new Gate(Operation.WRITE);
    SlowFileStore store = new SlowFileStore(below, gate);
    Thread.currentThread().interrupt();
    try {
      InterruptedOperationException e =
          assertThrows(InterruptedOperationException.class, () -> store.write("a", "x"));
      assertThat(e.operation()).isEqualTo("write");
      assertThat(e.path()).isEqualTo("a");
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      Thread.interrupted();
    }
    assertThat(below.exists("a")).isFalse();
  }

  @Test
  void aPauseSeesEachCall() {
    List<RecordedCall> seen = new ArrayList<>();
    SlowFileStore store = new SlowFileStore(below, seen::add);
    store.write("a", "x");
    store.move("a", "b");
    assertThat(seen)
        .containsExactly(
            RecordedCall.of(Operation.WRITE, "a"), RecordedCall.of(Operation.MOVE, "a", "b"));
  }

  @Test
  void filesAreReadAheadWhileTheFirstIsTaken() {
    Gate gate = new Gate(Operation.READ);
    SlowFileStore store = new SlowFileStore(below, gate);
    List<String> names = Samples.names("d/", 40);
    Samples.fill(store, names);
    StartedThreads.run(
        reader -> {
          try (var files = store.readAll(names)) {
            assertThat(files).hasSize(40);
          }
        },
        watcher -> {
          gate.awaitWaiting(store.capabilities().concurrency());
          gate.open();
        });
  }
}
