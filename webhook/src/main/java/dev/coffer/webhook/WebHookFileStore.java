package dev.coffer.webhook;

import dev.coffer.ConfigurationException;
import dev.coffer.FileStore;
import dev.coffer.event.EventLog;
import java.util.List;

/**
 * Tells receivers of each change of the store below, by a request of its own.
 *
 * <pre>{@code
 * FileStore store =
 *     new WebHookFileStore(
 *         new LocalFileStore(Path.of("data")),
 *         new Outbox(Path.of("state/outbox.db")),
 *         List.of(WebHook.builder("http://localhost:8080/files").build()));
 * }</pre>
 *
 * <p>The guarantees are those of {@link DeliveringFileStore}.
 */
public final class WebHookFileStore extends DeliveringFileStore {
  /**
   * Wraps a store and begins to deliver.
   *
   * @param delegate the store; closed with this one
   * @param log keeps what is not delivered; closed with this store
   * @param receivers who is told
   * @throws ConfigurationException if two of them have the same URL and format
   */
  public WebHookFileStore(FileStore delegate, EventLog log, List<WebHook> receivers) {
    super(delegate, log, new Deliveries(log, delegate, receivers, false));
  }
}
