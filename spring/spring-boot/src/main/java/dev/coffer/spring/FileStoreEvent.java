package dev.coffer.spring;

import dev.coffer.FileStore;
import dev.coffer.event.FileEvent;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.core.ResolvableType;

/**
 * The application event of a change of a file, published if {@code coffer.application-events} is
 * on.
 *
 * <pre>{@code
 * @EventListener
 * void uploaded(FileStoreEvent change) {
 *   if (change.storeName().equals("uploads")) {
 *     index(change.getPayload().path());
 *   }
 * }
 * }</pre>
 *
 * <p>A listener for a {@link FileEvent} is called too. Listeners are called by a thread of the
 * store's, one event of a store at a time, after the change: they delay no writer, and their
 * exceptions are logged. An event that comes while too many wait is left out, and a {@link
 * MissedFileEvents} published. The events are those of this process, from when the store was
 * opened; those that a crash must not lose are the task of a receiver with a durable outbox.
 */
public final class FileStoreEvent extends PayloadApplicationEvent<FileEvent> {
  private static final long serialVersionUID = 1L;

  /** The name of the store's bean. */
  private final String name;

  FileStoreEvent(FileStore store, String name, FileEvent event) {
    super(store, event);
    this.name = name;
  }

  @Override
  public ResolvableType getResolvableType() {
    return ResolvableType.forClass(FileStoreEvent.class);
  }

  /**
   * Returns the name of the store's bean.
   *
   * @return for example {@code uploads}
   */
  public String storeName() {
    return name;
  }
}
