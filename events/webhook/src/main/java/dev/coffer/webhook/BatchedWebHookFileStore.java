package dev.coffer.webhook;

import dev.coffer.ConfigurationException;
import dev.coffer.FileStore;
import dev.coffer.delivery.DeliveringFileStore;
import dev.coffer.event.FileEventLog;
import java.util.List;

/**
 * A store that reports each change of the wrapped store to receivers, in batches.
 *
 * <pre>{@code
 * FileStore store =
 *     new BatchedWebHookFileStore(
 *         new LocalFileStore(Path.of("data")),
 *         new Outbox(Path.of("state/outbox.db")),
 *         List.of(WebHook.builder("http://localhost:8080/files").build()));
 * }</pre>
 *
 * <p>{@link DeliveringFileStore} specifies what is delivered and when. No change waits for a
 * receiver, unless {@link WebHook.Builder#waits} requests it.
 */
public final class BatchedWebHookFileStore extends DeliveringFileStore {
  /**
   * Wraps a store and starts to deliver.
   *
   * @param delegate the store to wrap; closed with this store
   * @param log keeps undelivered events; closed with this store
   * @param receivers the receivers of the changes
   * @throws ConfigurationException if two of them have the same URL and format
   */
  public BatchedWebHookFileStore(FileStore delegate, FileEventLog log, List<WebHook> receivers) {
    super(delegate, log, WebHookReceivers.of(receivers, true));
  }
}
