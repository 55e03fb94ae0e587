package dev.coffer.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.InvalidFilePathException;
import dev.coffer.NotFoundException;
import dev.coffer.memory.InMemoryFileStore;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordingFileStoreTest {
  private final RecordingFileStore store = new RecordingFileStore(new InMemoryFileStore());

  @Test
  void callsAreRememberedInTheirOrder() {
    store.write("d/a", "x");
    store.copy("d/a", "d/b");
    store.list("d");
    assertThat(store.calls())
        .containsExactly(
            RecordedCall.of(Operation.WRITE, "d/a"),
            RecordedCall.of(Operation.COPY, "d/a", "d/b"),
            RecordedCall.of(Operation.LIST, "d"));
  }

  @Test
  void aCallThatFailsIsRemembered() {
    assertThrows(NotFoundException.class, () -> store.readBytes("missing"));
    assertThat(store.calls()).containsExactly(RecordedCall.of(Operation.READ, "missing"));
  }

  @Test
  void aPathThatIsRefusedReachesNoStore() {
    assertThrows(InvalidFilePathException.class, () -> store.write("../a", "x"));
    assertThat(store.calls()).isEmpty();
  }

  @Test
  void aBatchIsOneCall() {
    store.deleteAll(List.of("a", "d/b"));
    assertThat(store.calls()).containsExactly(RecordedCall.of(Operation.DELETE_FILES, "a", "d/b"));
  }

  @Test
  void callsOfAViewNameThePathsOfTheStore() {
    store.scoped("u/ada").write("a", "x");
    assertThat(store.calls()).containsExactly(RecordedCall.of(Operation.WRITE, "u/ada/a"));
  }

  @Test
  void callsAreCountedAndForgotten() {
    store.write("a", "x");
    store.write("b", "x");
    assertThat(store.count(Operation.WRITE)).isEqualTo(2);
    assertThat(store.count(Operation.READ)).isZero();
    store.forget();
    assertThat(store.calls()).isEmpty();
  }

  @Test
  void itsNameShowsTheStoreBelow() {
    assertThat(store).hasToString("Recording(Memory(memory))");
  }
}
