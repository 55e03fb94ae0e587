package dev.coffer.app;

import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.concurrent.Alarm;
import dev.coffer.event.FileEventLog;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** A store that says so when its close takes long, since receivers do not accept its changes. */
final class DeliveryNotice extends ForwardingFileStore {
  private static final Duration SILENT = Duration.ofSeconds(2);

  private final Consumer<String> out;

  private DeliveryNotice(FileStore delegate, Consumer<String> out) {
    super(delegate);
    this.out = out;
  }

  /** Returns the store itself if it announces no changes. */
  static FileStore around(FileStore store, Consumer<String> out) {
    return store.unwrap(FileEventLog.class).isPresent() ? new DeliveryNotice(store, out) : store;
  }

  /** The close alone is this store's concern. */
  @Override
  public <T> Optional<T> unwrap(Class<T> type) {
    return delegate().unwrap(type);
  }

  @Override
  public void close() {
    Alarm alarm = new Alarm(SILENT, this::speak);
    try {
      super.close();
    } finally {
      alarm.off();
    }
  }

  private void speak() {
    out.accept(
        "waiting for receivers that have not accepted all changes, at most for their"
            + " close-timeout");
  }
}
