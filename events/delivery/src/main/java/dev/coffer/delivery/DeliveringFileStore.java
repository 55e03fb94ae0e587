package dev.coffer.delivery;

import dev.coffer.ConfigurationException;
import dev.coffer.FileStore;
import dev.coffer.event.AnnouncingFileStore;
import dev.coffer.event.FileEvent;
import dev.coffer.event.FileEventLog;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A store that announces each change of the wrapped store and delivers it to receivers.
 *
 * <p>{@link AnnouncingFileStore} specifies what is announced. A delivery carries the state of the
 * path at that time; the last delivery of a path carries its last state. Deliveries are made at
 * least once, with an id that stays the same. No change waits for a receiver, unless {@link
 * Receiver#maxWait()} requests it.
 */
public class DeliveringFileStore extends AnnouncingFileStore {
  private final EventDispatchers deliveries;
  private final String kinds;

  /**
   * Wraps a store and starts to deliver.
   *
   * @param delegate the store to wrap; closed with this store
   * @param log keeps undelivered events; closed with this store
   * @param receivers the receivers of the events
   * @throws ConfigurationException if two of them have the same name
   */
  public DeliveringFileStore(FileStore delegate, FileEventLog log, List<Receiver> receivers) {
    this(
        delegate,
        log,
        new EventDispatchers(log, delegate, receivers),
        receivers.stream().map(Receiver::kind).distinct().collect(Collectors.joining("+")));
  }

  /**
   * Everything that may fail has been done, since nothing else would end the thread started here.
   */
  private DeliveringFileStore(
      FileStore delegate, FileEventLog log, EventDispatchers deliveries, String kinds) {
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

  /**
   * Returns the nested layers, with the kinds of the receivers: {@code WebHook(Local(file:/data))}.
   */
  @Override
  public final String toString() {
    return kinds + "(" + delegate() + ")";
  }
}
