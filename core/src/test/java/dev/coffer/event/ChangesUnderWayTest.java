package dev.coffer.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Content;
import dev.coffer.FileStore;
import dev.coffer.memory.InMemoryFileStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Changes that are being made while their store is closed. */
@Tag("one-jdk")
@Timeout(60)
class ChangesUnderWayTest {
  private final List<String> steps = Collections.synchronizedList(new ArrayList<>());
  private final FileStore store =
      new AnnouncingFileStore(
          new InMemoryFileStore(),
          new ForwardingEventLog(new InMemoryEventLog()) {
            @Override
            public Change begin(Intent intent) {
              Change change = super.begin(intent);
              return (done, unknown) -> {
                change.end(done, unknown);
                steps.add(done.size() + " announced");
              };
            }

            @Override
            public void close() {
              steps.add("closed");
              super.close();
            }
          });

  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch goesOn = new CountDownLatch(1);

  private CompletableFuture<Void> write() throws InterruptedException {
    Content slow =
        Content.of(
            out -> {
              begun.countDown();
              await(goesOn);
              out.write(1);
            });
    CompletableFuture<Void> writing = inThread(() -> store.write("a", slow));
    begun.await();
    return writing;
  }

  /** Each in a thread of its own, since they wait for each other. */
  private static CompletableFuture<Void> inThread(Runnable task) {
    return CompletableFuture.runAsync(task, started -> new Thread(started).start());
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  void aCloseWaitsForTheChangesOfOtherThreads() throws Exception {
    CompletableFuture<Void> writing = write();
    CompletableFuture<Void> closing = inThread(store::close);
    while (isOpen()) {
      Thread.onSpinWait();
    }
    goesOn.countDown();
    writing.get(30, TimeUnit.SECONDS);
    closing.get(30, TimeUnit.SECONDS);
    assertThat(steps).containsExactly("1 announced", "closed");
  }

  /** Reading tells, since it does not count as a change. */
  private boolean isOpen() {
    try {
      return !store.exists("b");
    } catch (IllegalStateException e) {
      return false;
    }
  }

  @Test
  void aCloseDoesNotWaitForEver() throws Exception {
    CompletableFuture<Void> writing = write();
    store.close();
    assertThat(steps).containsExactly("closed");
    goesOn.countDown();
    assertThat(writing.handle((done, failure) -> "ended").join()).isEqualTo("ended");
    assertThatThrownBy(() -> store.write("b", "")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aChangeCanCloseItsStore() {
    Content closing = Content.of(out -> store.close());
    CompletableFuture<Void> writing = inThread(() -> store.write("a", closing));
    assertThat(writing.handle((done, failure) -> "ended").join()).isEqualTo("ended");
  }
}
