package dev.coffer.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileStore;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/** Calls that are under way when their store is closed. */
class CloseTest {
  @RepeatedTest(200)
  void noFileIsMissingSinceTheStoreIsBeingClosed(
      @TempDir(factory = FastDirectory.class) Path root) {
    LocalFileStore store = new LocalFileStore(root, Durability.NONE);
    store.write("d/a", "x");
    CountDownLatch under = new CountDownLatch(1);
    CompletableFuture<Void> reads =
        CompletableFuture.runAsync(() -> readUntilRefused(store, under));
    CompletableFuture<Void> writes = CompletableFuture.runAsync(() -> writeUntilRefused(store));

    under.countDown();
    store.close();

    reads.join();
    writes.join();
    try (FileStore again = new LocalFileStore(root, Durability.NONE)) {
      assertThat(again.readString("d/a")).isEqualTo("x");
    }
  }

  private static void readUntilRefused(FileStore store, CountDownLatch under) {
    try {
      under.await();
      while (true) {
        assertThat(store.exists("d/a")).isTrue();
        assertThat(store.readString("d/a")).isEqualTo("x");
      }
    } catch (IllegalStateException | InterruptedException e) {
      assertThat(e).hasMessageStartingWith("the store is closed");
    }
  }

  private static void writeUntilRefused(FileStore store) {
    try {
      while (true) {
        store.write("d/e/b", "y");
        store.delete("d/e");
      }
    } catch (IllegalStateException e) {
      assertThat(e).hasMessageStartingWith("the store is closed");
    }
  }
}
