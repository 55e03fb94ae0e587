package dev.coffer.event;

import dev.coffer.Feature;
import dev.coffer.FilePath;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The listeners of one store. */
final class Subscriptions implements Subscribers {
  private final List<ListenerQueue> queues = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  @Override
  public Subscription subscribe(String pattern, FileEventListener listener) {
    return subscribe(new EventView(FilePath.ROOT), pattern, listener);
  }

  @Override
  public Subscription subscribe(EventView view, String pattern, FileEventListener listener) {
    ListenerQueue queue = new ListenerQueue(view, PathPattern.of(pattern), listener, QUEUE_SIZE);
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

  @Override
  public Optional<Feature.OfView> within(FilePath directory) {
    return Optional.of(new ViewSubscriptions(this, directory));
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
