package dev.coffer.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.event.EventQueue;
import dev.coffer.event.EventSink;
import dev.coffer.event.FileEvent;
import dev.coffer.event.InMemoryEventLog;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A handle that another may have replaced meanwhile. */
@Timeout(60)
class TermsTest {
  private final InMemoryEventLog log = new InMemoryEventLog();
  private final TermQueue queue = new TermQueue();
  private final FakeSink sink = new FakeSink();

  private static List<String> paths(List<List<FileEvent>> deliveries) {
    return deliveries.stream().map(events -> events.get(0).path().toString()).toList();
  }

  @Test
  void nothingBeginsInANewTermBeforeWhatIsInProgressHasEnded() throws Exception {
    sink.hang();
    try (EventDispatcher courier = new EventDispatcher(queue, sink, DeliveryPolicy.USUAL)) {
      OutboxRecords.record(log, "a");
      courier.wake();
      sink.await(1);
      queue.beginTerm();
      OutboxRecords.record(log, "b");
      queue.awaitLooks(3);
      assertThat(sink.await(1)).hasSize(1);
      sink.goOn();
      assertThat(paths(sink.await(2))).containsExactly("a", "b");
    }
  }

  @Test
  void whatWasTakenInAnEarlierTermIsForgotten() throws Exception {
    sink.answer(event -> new EventSink.Refused("for the test"));
    DeliveryPolicy one =
        new DeliveryPolicy(RetrySchedule.USUAL, 1, Optional.empty(), Duration.ZERO);
    sink.hang();
    try (EventDispatcher courier = new EventDispatcher(queue, sink, one)) {
      OutboxRecords.record(log, "a");
      OutboxRecords.record(log, "b");
      courier.wake();
      sink.await(1);
      queue.awaitLooks(2); // b has been taken, too
      queue.acknowledgeElsewhere("b");
      queue.beginTerm();
      OutboxRecords.record(log, "c");
      queue.awaitLooks(2);
      sink.goOn();
      assertThat(paths(sink.await(2))).containsExactly("a", "c");
    }
  }

  /** The queue of the log, whose handle is another one in each term. */
  private final class TermQueue implements EventQueue {
    private EventQueue handle = log.queue("r");
    private long term;
    private int looks;

    synchronized void beginTerm() {
      handle.close();
      handle = log.queue("r");
      term++;
    }

    synchronized void acknowledgeElsewhere(String path) {
      handle.acknowledge(
          log.events(0, 100).stream()
              .filter(event -> event.path().toString().equals(path))
              .toList());
    }

    synchronized void awaitLooks(int more) throws InterruptedException {
      int enough = looks + more;
      while (looks < enough) {
        wait();
      }
    }

    @Override
    public synchronized boolean attend() {
      looks++;
      notifyAll();
      return handle.attend();
    }

    @Override
    public synchronized long term() {
      return term;
    }

    @Override
    public synchronized List<Waiting> take(int max) {
      return handle.take(max);
    }

    @Override
    public synchronized void acknowledge(Collection<FileEvent> events) {
      handle.acknowledge(events);
    }

    @Override
    public synchronized void retry(Collection<Waiting> failed, String reason) {
      handle.retry(failed, reason);
    }

    @Override
    public synchronized void giveUp(Collection<Waiting> failed, String reason) {
      handle.giveUp(failed, reason);
    }

    @Override
    public synchronized boolean isPending(UUID id) {
      return handle.isPending(id);
    }

    @Override
    public void hurry(boolean wanted) {
      // Nobody waits.
    }

    @Override
    public boolean isHurried() {
      return false;
    }

    @Override
    public void onNews(Runnable callback) {
      // It is looked at often enough.
    }

    @Override
    public synchronized void close() {
      handle.close();
    }
  }
}
