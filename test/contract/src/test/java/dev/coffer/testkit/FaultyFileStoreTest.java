package dev.coffer.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.ConnectionException;
import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.ListOptions;
import dev.coffer.ReadOptions;
import dev.coffer.StorageFullException;
import dev.coffer.memory.InMemoryFileStore;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FaultyFileStoreTest {
  private static ConnectionException lost() {
    return new ConnectionException(new ErrorContext("write", "a", "test"), null, null);
  }

  private final InMemoryFileStore below = new InMemoryFileStore();
  private final FaultyFileStore store = new FaultyFileStore(below);

  @Test
  void aCallThatFailsBeforeItsEffectHasNone() {
    store.failBefore(Operation.WRITE, 1, FaultyFileStoreTest::lost);
    assertThrows(ConnectionException.class, () -> store.write("a", "x"));
    assertThat(below.exists("a")).isFalse();
  }

  @Test
  void aCallThatFailsAfterItsEffectHasIt() {
    store.failAfter(Operation.WRITE, 1, FaultyFileStoreTest::lost);
    assertThrows(ConnectionException.class, () -> store.write("a", "x"));
    assertThat(below.readString("a")).isEqualTo("x");
  }

  @Test
  void theNthCallFailsAndNoOther() {
    store.failBefore(Operation.WRITE, 3, FaultyFileStoreTest::lost);
    store.write("a", "1");
    store.write("b", "2");
    assertThrows(ConnectionException.class, () -> store.write("c", "3"));
    store.write("d", "4");
    assertThat(below.list("")).containsExactly("a", "b", "d");
    assertThat(store.pending()).isZero();
  }

  @Test
  void callsOfOtherPrimitivesAreNotCounted() {
    store.failBefore(Operation.DELETE_FILES, 1, FaultyFileStoreTest::lost);
    store.write("a", "x");
    store.readString("a");
    assertThrows(ConnectionException.class, () -> store.delete("a"));
    assertThat(below.exists("a")).isTrue();
  }

  @Test
  void severalFaultsAreCountedEachForItself() {
    store.failBefore(Operation.STAT, 1, FaultyFileStoreTest::lost);
    store.failBefore(Operation.STAT, 2, () -> new IllegalArgumentException("second"));
    assertThrows(ConnectionException.class, () -> store.exists("a"));
    assertThrows(IllegalArgumentException.class, () -> store.exists("a"));
    assertThat(store.exists("a")).isFalse();
  }

  @Test
  void aStreamWhoseAnswerWasLostIsClosed() {
    store.write("a", "x");
    store.failAfter(Operation.READ, 1, FaultyFileStoreTest::lost);
    assertThrows(
        ConnectionException.class, () -> store.read(FilePath.of("a"), ReadOptions.DEFAULTS));
    store.failAfter(Operation.LIST, 1, FaultyFileStoreTest::lost);
    assertThrows(ConnectionException.class, () -> store.entries("", ListOptions.DEFAULTS));
    assertThat(store.readString("a")).isEqualTo("x");
  }

  @Test
  void aBulkWriteNamesTheFileThatFailed() {
    store.failBefore(
        Operation.WRITE,
        2,
        () -> new StorageFullException(new ErrorContext("write", "b", "test"), null, null));
    Map<String, byte[]> files =
        Map.of("a", Samples.utf8("1"), "b", Samples.utf8("2"), "c", Samples.utf8("3"));
    FileStoreException e = assertThrows(StorageFullException.class, () -> store.writeAll(files));
    assertThat(e.failures()).hasSize(1);
    assertThat(below.list("")).hasSize(2);
  }

  @Test
  void aFaultInABulkReadComesWhenItsTurnComes() {
    Samples.fill(store, "a", "b", "c");
    store.failBefore(Operation.READ, 2, FaultyFileStoreTest::lost);
    try (var files = store.readAll(List.of("a", "b", "c"))) {
      assertThrows(ConnectionException.class, () -> Calls.drain(files));
    }
  }

  @Test
  void aCloseCanFail() {
    store.failBefore(Operation.CLOSE, 1, FaultyFileStoreTest::lost);
    assertThrows(ConnectionException.class, () -> store.close());
    store.close();
    assertThrows(IllegalStateException.class, () -> store.exists("a"));
  }

  @Test
  void callsAreCountedFromOne() {
    assertThrows(
        IllegalArgumentException.class,
        () -> store.failBefore(Operation.READ, 0, FaultyFileStoreTest::lost));
  }
}
