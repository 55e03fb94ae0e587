package dev.coffer.event;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The listeners of one store. */
final class Subscriptions implements FileEvents {
  private final List<ListenerQueue> queues = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  @Override
  public Subscription subscribe(String pattern, FileEventListener listener) {
    ListenerQueue queue = new ListenerQueue(PathPattern.of(pattern), listener, QUEUE_SIZE);
    queues.add(queue);
    if (closed) {
      queue.close();
      throw new IllegalStateException("the store is closed");
    }
    return () -> {
      queues.remove(queue);
      queue.close();
    };
  }

  void announce(FileEvent event) {
    queues.forEach(queue -> queue.offer(event));
  }

  void close() {
    closed = true;
    queues.forEach(ListenerQueue::close);
    queues.clear();
  }
}
