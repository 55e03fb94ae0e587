package dev.coffer.webhook;

import dev.coffer.ConfigurationException;
import dev.coffer.FileStore;
import dev.coffer.event.AnnouncingFileStore;
import dev.coffer.event.EventLog;
import dev.coffer.event.FileEvent;
import java.util.List;

/**
 * Tells receivers of each change of the store below, in batches.
 *
 * <pre>{@code
 * FileStore store =
 *     new BatchedWebHookFileStore(
 *         new LocalFileStore(Path.of("data")),
 *         new Outbox(Path.of("state/outbox.db")),
 *         List.of(WebHook.builder("http://localhost:8080/files").build()));
 * }</pre>
 *
 * <p>What is announced is said in {@link AnnouncingFileStore}. A delivery carries the state that
 * the path has then; the last delivery of a path carries its last state. Deliveries are made at
 * least once, with an id that stays the same. No change waits for a receiver, unless {@link
 * WebHook.Builder#waits} asks for it.
 */
public final class BatchedWebHookFileStore extends AnnouncingFileStore {
  private final Deliveries deliveries;

  /**
   * Wraps a store and begins to deliver.
   *
   * @param delegate the store; closed with this one
   * @param log keeps what is not delivered; closed with this store
   * @param receivers who is told
   * @throws ConfigurationException if two of them have the same URL and format
   */
  public BatchedWebHookFileStore(FileStore delegate, EventLog log, List<WebHook> receivers) {
    this(delegate, log, new Deliveries(log, delegate, receivers, true));
  }

  /** What may fail is done: nothing else would end the thread that this starts. */
  private BatchedWebHookFileStore(FileStore delegate, EventLog log, Deliveries deliveries) {
    super(delegate, log);
    this.deliveries = deliveries;
  }

  @Override
  protected Runnable expect(List<FileEvent> events) {
    return deliveries.expect(events);
  }

  @Override
  protected void beforeClose() {
    deliveries.close();
  }
}
