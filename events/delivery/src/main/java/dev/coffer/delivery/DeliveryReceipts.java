package dev.coffer.delivery;

import dev.coffer.event.FileEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** The callers that wait until a receiver has events. */
final class DeliveryReceipts {
  private final Map<UUID, Waiter> waiters = new ConcurrentHashMap<>();

  /** Is told of each event for which a caller waits. */
  interface Waiter {
    /** The receiver has an event, or else never will. */
    void settled(boolean delivered);
  }

  boolean isEmpty() {
    return waiters.isEmpty();
  }

  /** Begins to wait; {@link #end} must follow. */
  CountDownLatch begin(List<FileEvent> events) {
    CountDownLatch all = new CountDownLatch(events.size());
    begin(events, delivered -> all.countDown());
    return all;
  }

  /** Begins to wait; {@link #end} must follow. */
  void begin(List<FileEvent> events, Waiter waiter) {
    events.forEach(event -> waiters.put(event.id(), waiter));
  }

  void end(List<FileEvent> events) {
    events.forEach(event -> waiters.remove(event.id()));
  }

  /** The receiver has an event. */
  void delivered(FileEvent event) {
    settled(event, true);
  }

  /** The receiver will never have an event. */
  void givenUp(FileEvent event) {
    settled(event, false);
  }

  private void settled(FileEvent event, boolean delivered) {
    Optional.ofNullable(waiters.get(event.id())).ifPresent(each -> each.settled(delivered));
  }
}
