package dev.coffer.event;

import dev.coffer.Feature;
import dev.coffer.FilePath;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The listeners of one view of a store, those of the views in it included. */
final class ViewSubscriptions implements Subscribers, Feature.OfView {
  private final Subscribers above;
  private final FilePath root;
  private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  ViewSubscriptions(Subscribers above, FilePath root) {
    this.above = above;
    this.root = root;
  }

  @Override
  public Subscription subscribe(String pattern, FileEventListener listener) {
    return subscribe(new EventView(root), pattern, listener);
  }

  @Override
  public Subscription subscribe(EventView view, String pattern, FileEventListener listener) {
    Subscription subscription = above.subscribe(view, pattern, listener);
    subscriptions.add(subscription);
    if (closed) {
      subscription.close();
      throw new IllegalStateException("the view is closed");
    }
    return () -> {
      subscriptions.remove(subscription);
      subscription.close();
    };
  }

  @Override
  public Optional<OfView> within(FilePath directory) {
    return Optional.of(new ViewSubscriptions(this, root.resolve(directory)));
  }

  @Override
  public void close() {
    closed = true;
    subscriptions.forEach(Subscription::close);
    subscriptions.clear();
  }
}
