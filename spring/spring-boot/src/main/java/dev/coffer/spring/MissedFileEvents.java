package dev.coffer.spring;

import dev.coffer.FileStore;
import org.springframework.context.ApplicationEvent;

/**
 * Published in place of {@link FileStoreEvent}s that were left out because the listeners were
 * slower than the changes. A listener that needs the state of the files must now read the store.
 */
public final class MissedFileEvents extends ApplicationEvent {
  private static final long serialVersionUID = 1L;

  /** The name of the store's bean. */
  private final String name;

  /** How many events were left out. */
  private final long count;

  MissedFileEvents(FileStore store, String name, long count) {
    super(store);
    this.name = name;
    this.count = count;
  }

  /**
   * Returns the name of the store's bean.
   *
   * @return for example {@code uploads}
   */
  public String storeName() {
    return name;
  }

  /**
   * Returns how many events were left out.
   *
   * @return at least 1
   */
  public long count() {
    return count;
  }
}
