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
  private final Map<UUID, CountDownLatch> latches = new ConcurrentHashMap<>();

  boolean isEmpty() {
    return latches.isEmpty();
  }

  /** Begins to wait; {@link #end} must follow. */
  CountDownLatch begin(List<FileEvent> events) {
    CountDownLatch all = new CountDownLatch(events.size());
    events.forEach(event -> latches.put(event.id(), all));
    return all;
  }

  void end(List<FileEvent> events) {
    events.forEach(event -> latches.remove(event.id()));
  }

  /** Releases the waiting callers: the receiver has an event, or never will. */
  void settled(FileEvent event) {
    Optional.ofNullable(latches.get(event.id())).ifPresent(CountDownLatch::countDown);
  }
}
