package dev.coffer.webhook;

import dev.coffer.FileStore;
import dev.coffer.event.AnnouncingFileStore;
import dev.coffer.event.EventLog;
import dev.coffer.event.FileEvent;
import java.util.List;

/**
 * Tells receivers of each change of the store below over HTTP.
 *
 * <p>What is announced is said in {@link AnnouncingFileStore}. A delivery carries the state that
 * the path has then; the last delivery of a path carries its last state. Deliveries are made at
 * least once, with an id that stays the same. No change waits for a receiver, unless {@link
 * WebHook.Builder#waits} asks for it.
 */
public abstract sealed class DeliveringFileStore extends AnnouncingFileStore
    permits WebHookFileStore, BatchedWebHookFileStore {
  private final Deliveries deliveries;

  /** What may fail was done for the deliveries: nothing else would end the thread of this. */
  DeliveringFileStore(FileStore delegate, EventLog log, Deliveries deliveries) {
    super(delegate, log);
    this.deliveries = deliveries;
  }

  @Override
  protected final Runnable expect(List<FileEvent> events) {
    return deliveries.expect(events);
  }

  @Override
  protected final void beforeClose() {
    deliveries.close();
  }
}
