package dev.coffer.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.ConflictException;
import dev.coffer.DeleteOptions;
import dev.coffer.FileStore;
import dev.coffer.NotFoundException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class MovedVersionTest {
  private static final int ROUNDS = 20_000;

  private final CyclicBarrier start = new CyclicBarrier(2);

  @Test
  void aVersionIsEitherMovedOrDeletedOnItsCondition() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (FileStore store = new InMemoryFileStore()) {
      for (int round = 0; round < ROUNDS; round++) {
        String etag = store.write("a", "1").etag();
        var moved = CompletableFuture.supplyAsync(() -> at(() -> moves(store)), threads);
        var deleted = CompletableFuture.supplyAsync(() -> at(() -> deletes(store, etag)), threads);
        assertThat(moved.get() ^ deleted.get()).as("round %d: one of both", round).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private boolean at(BooleanSupplier change) {
    try {
      int unused = start.await();
      return change.getAsBoolean();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static boolean moves(FileStore store) {
    try {
      return store.move("a", "b").size() == 1;
    } catch (NotFoundException e) {
      return false;
    }
  }

  private static boolean deletes(FileStore store, String etag) {
    try {
      store.deleteFile("a", DeleteOptions.DEFAULTS.ifMatch(etag));
      return true;
    } catch (ConflictException e) {
      return false;
    }
  }
}
