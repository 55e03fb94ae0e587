package dev.coffer.event;

import dev.coffer.ErrorContext;
import dev.coffer.Feature;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.PermissionDeniedException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The listeners of one view of a store, those of the views in it included. */
final class ViewSubscriptions implements Subscribers, Feature.Scoped {
  private final Subscribers above;
  private final FilePath root;
  private final Right right;
  private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  /** What a view may do with events. */
  enum Right {
    LISTEN,
    ANNOUNCE
  }

  ViewSubscriptions(Subscribers above, FilePath root, Right right) {
    this.above = above;
    this.root = root;
    this.right = right;
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
  public Optional<Scoped> scoped(FilePath directory) {
    return Optional.of(new ViewSubscriptions(this, root.resolve(directory), Right.ANNOUNCE));
  }

  @Override
  public Feature restricted() {
    return new ViewSubscriptions(this, root, Right.LISTEN);
  }

  @Override
  public FileInfo announce(String path) {
    FilePath file = FilePath.ofFile(path);
    try {
      return announce(root.resolve(file)).at(file);
    } catch (FileStoreException e) {
      throw e.relativeTo(root);
    }
  }

  @Override
  public FileInfo announce(FilePath path) {
    if (closed) {
      throw new IllegalStateException("the view is closed");
    }
    if (right == Right.LISTEN) {
      throw new PermissionDeniedException(
          new ErrorContext("announce", path.toString(), store()),
          "this view writes no files, so it announces none",
          null);
    }
    return above.announce(path);
  }

  @Override
  public String store() {
    return above.store();
  }

  @Override
  public void close() {
    closed = true;
    subscriptions.forEach(Subscription::close);
    subscriptions.clear();
  }
}
