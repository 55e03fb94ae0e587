package dev.coffer.event;

import dev.coffer.Feature;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** The listeners of one store. */
final class Subscriptions implements Subscribers {
  private final List<ListenerQueue> queues = new CopyOnWriteArrayList<>();
  private final Function<FilePath, FileInfo> announcement;
  private final String store;
  private volatile boolean closed;

  /**
   * Starts without listeners.
   *
   * @param announcement records the event of a file that is there
   * @param store the name of the store
   */
  Subscriptions(Function<FilePath, FileInfo> announcement, String store) {
    this.announcement = announcement;
    this.store = store;
  }

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
  public Optional<Feature.Scoped> scoped(FilePath directory) {
    return Optional.of(new ViewSubscriptions(this, directory, ViewSubscriptions.Right.ANNOUNCE));
  }

  @Override
  public Feature restricted() {
    return new ViewSubscriptions(this, FilePath.ROOT, ViewSubscriptions.Right.LISTEN);
  }

  @Override
  public FileInfo announce(String path) {
    return announce(FilePath.ofFile(path));
  }

  @Override
  public FileInfo announce(FilePath path) {
    return announcement.apply(path);
  }

  @Override
  public String store() {
    return store;
  }

  void tell(FileEvent event) {
    queues.forEach(queue -> queue.offer(event));
  }

  void close() {
    closed = true;
    queues.forEach(ListenerQueue::close);
    queues.clear();
  }
}
