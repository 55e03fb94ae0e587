package dev.coffer.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** One store, used by many threads. */
class SharedStoreTest {
  private static final int THREADS = 64;
  private static final int ROUNDS = 2;

  @Test
  void sixtyFourThreadsWriteReadListAndDelete() throws Exception {
    Server server = Proxy.server();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try (S3FileStore store = server.in(server.newBucket()).connections(16).build()) {
      CyclicBarrier start = new CyclicBarrier(THREADS);
      List<Future<?>> ends = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
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
      assertThat(store.list("shared")).hasSize(THREADS);
      assertThat(store.list("")).hasSize(THREADS + 1);
    } finally {
      threads.shutdownNow();
    }
  }

  private static void work(S3FileStore store, String own) {
    for (int round = 0; round < ROUNDS; round++) {
      String text = own + " in round " + round;
      store.write(own + "/" + round, text);
      assertThat(store.readString(own + "/" + round)).isEqualTo(text);
      assertThat(store.stat(own + "/" + round).orElseThrow().size())
          .isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
      store.write("shared/" + own, text);
      assertThat(store.list(own)).contains(own + "/" + round);
      if (round > 0) {
        store.deleteFile(own + "/" + (round - 1));
      }
    }
    assertThat(store.list(own)).containsExactly(own + "/" + (ROUNDS - 1));
    assertThat(store.readString("shared/" + own)).isEqualTo(own + " in round " + (ROUNDS - 1));
  }
}
