package dev.coffer.delivery;

import dev.coffer.ConfigurationException;
import dev.coffer.FileStore;
import dev.coffer.event.AnnouncingFileStore;
import dev.coffer.event.EventLog;
import dev.coffer.event.FileEvent;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Announces each change of the store below and delivers it to receivers.
 *
 * <p>What is announced is said in {@link AnnouncingFileStore}. A delivery carries the state that
 * the path has then; the last delivery of a path carries its last state. Deliveries are made at
 * least once, with an id that stays the same. No change waits for a receiver, unless {@link
 * Receiver#maxWait()} asks for it.
 */
public class DeliveringFileStore extends AnnouncingFileStore {
  private final EventDispatchers deliveries;
  private final String kinds;

  /**
   * Wraps a store and begins to deliver.
   *
   * @param delegate the store; closed with this one
   * @param log keeps what is not delivered; closed with this store
   * @param receivers who receives the events
   * @throws ConfigurationException if two of them have one name
   */
  public DeliveringFileStore(FileStore delegate, EventLog log, List<Receiver> receivers) {
    this(
        delegate,
        log,
        new EventDispatchers(log, delegate, receivers),
        receivers.stream().map(Receiver::kind).distinct().collect(Collectors.joining("+")));
  }

  /** What may fail is done: nothing else would end the thread that this starts. */
  private DeliveringFileStore(
      FileStore delegate, EventLog log, EventDispatchers deliveries, String kinds) {
    super(delegate, log);
    this.deliveries = deliveries;
    this.kinds = kinds;
  }

  @Override
  protected final Runnable expect(List<FileEvent> events) {
    return deliveries.expect(events);
  }

  @Override
  protected final void beforeClose() {
    deliveries.close();
  }

  /** The nest of layers, with the kinds of the receivers: {@code WebHook(Local(file:/data))}. */
  @Override
  public final String toString() {
    return kinds + "(" + delegate() + ")";
  }
}
