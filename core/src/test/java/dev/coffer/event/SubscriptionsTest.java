package dev.coffer.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.memory.InMemoryFileStore;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SubscriptionsTest {
  private final AnnouncingFileStore store =
      new AnnouncingFileStore(new InMemoryFileStore(), new InMemoryEventLog());
  private final FileEvents events = store.unwrap(FileEvents.class).orElseThrow();
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  @Test
  void aListenerHearsOfThePathsItAskedForInOrder() throws InterruptedException {
    var subscription = events.subscribe("a/**", event -> heard.add(event.path() + ""));
    store.write("b", "1");
    store.write("a/1", "1");
    store.move("a/1", "c");
    store.move("c", "a/2");
    assertThat(List.of(heard.take(), heard.take(), heard.take()))
        .containsExactly("a/1", "c", "a/2");
    subscription.close();
    store.write("a/3", "1");
    store.close();
    assertThat(heard).isEmpty();
  }

  @Test
  void aSlowListenerHoldsUpNobodyAndIsToldWhatItMissed() throws InterruptedException {
    CountDownLatch gate = new CountDownLatch(1);
    BlockingQueue<Long> missed = new LinkedBlockingQueue<>();
    events.subscribe(
        "**",
        new FileEventListener() {
          @Override
          public void changed(FileEvent event) {
            heard.add(event.path() + "");
            try {
              gate.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }

          @Override
          public void missed(long count) {
            missed.add(count);
          }
        });
    store.write("first", "1");
    assertThat(heard.take()).isEqualTo("first");
    int written = FileEvents.QUEUE_SIZE + 100;
    IntStream.range(0, written).forEach(i -> store.write("" + i, "1"));
    gate.countDown();
    assertThat(missed.take()).isEqualTo(100);
    assertThat(heard).hasSize(FileEvents.QUEUE_SIZE);
    heard.clear();
    store.write("again", "1");
    assertThat(heard.take()).isEqualTo("again");
  }

  @Test
  void aListenerThatFailsHearsTheNext() throws InterruptedException {
    events.subscribe(
        "**",
        event -> {
          heard.add(event.path() + "");
          throw new IllegalStateException("a listener of the test fails");
        });
    store.write("a", "1");
    store.write("b", "1");
    assertThat(List.of(heard.take(), heard.take())).containsExactly("a", "b");
  }

  @Test
  void aListenerThatThrowsAnErrorHearsTheNext() throws InterruptedException {
    events.subscribe(
        "**",
        event -> {
          heard.add(event.path() + "");
          throw new NoClassDefFoundError("a library that is missing in the test");
        });
    store.write("a", "1");
    assertThat(heard.take()).isEqualTo("a");
    store.write("b", "1");
    assertThat(heard.take()).isEqualTo("b");
  }

  @Test
  void aListenerMayChangeTheStore() throws InterruptedException {
    events.subscribe("in/*", event -> store.write("out/" + event.path().name(), "1"));
    events.subscribe("out/*", event -> heard.add(event.path() + ""));
    store.write("in/a", "1");
    assertThat(heard.take()).isEqualTo("out/a");
  }

  @Test
  void aClosedStoreTakesNoListener() {
    store.close();
    assertThatThrownBy(() -> events.subscribe("**", event -> {}))
        .isInstanceOf(IllegalStateException.class);
  }
}
