package dev.coffer.testkit.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** One store with few connections, used by many threads. */
interface SharedStoreCases extends RemoteStoreUnderTest {
  /** More than there are connections. */
  int MANY = 64;

  /** The number of repetitions per thread. */
  int TURNS = 2;

  @Test
  default void sixtyFourThreadsWriteReadListAndDelete() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(MANY);
    try (FileStore store = open(server())) {
      CyclicBarrier start = new CyclicBarrier(MANY);
      List<Future<?>> ends = new ArrayList<>();
      for (int thread = 0; thread < MANY; thread++) {
        String own = "t" + thread;
        ends.add(
            threads.submit(
                () -> {
                  start.await();
                  work(store, own);
                  return null;
                }));
      }
      for (Future<?> end : ends) {
        end.get(2, TimeUnit.MINUTES);
      }
      assertThat(store.list("shared")).hasSize(MANY);
      assertThat(store.list("")).hasSize(MANY + 1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  default void aSiblingPrefixIsNeverTouched() {
    try (FileStore store = open(server());
        FileStore sibling = openSibling(server())) {
      sibling.write("a", "x");
      store.write("b", "y");
      assertThat(store.list("")).containsExactly("b");
      store.clear();
      assertThat(store.list("")).isEmpty();
      assertThat(sibling.list("")).containsExactly("a");
    }
  }

  private static void work(FileStore store, String own) {
    for (int turn = 0; turn < TURNS; turn++) {
      String text = own + " in turn " + turn;
      store.write(own + "/" + turn, text);
      assertThat(store.readString(own + "/" + turn)).isEqualTo(text);
      assertThat(store.stat(own + "/" + turn).orElseThrow().size())
          .isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
      store.write("shared/" + own, text);
      assertThat(store.list(own)).contains(own + "/" + turn);
      if (turn > 0) {
        store.deleteFile(own + "/" + (turn - 1));
      }
    }
    assertThat(store.list(own)).containsExactly(own + "/" + (TURNS - 1));
    assertThat(store.readString("shared/" + own)).isEqualTo(own + " in turn " + (TURNS - 1));
  }
}
