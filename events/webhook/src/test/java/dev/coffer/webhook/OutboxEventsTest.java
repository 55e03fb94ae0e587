package dev.coffer.webhook;

import dev.coffer.delivery.Outbox;
import dev.coffer.event.EventLog;
import dev.coffer.testkit.FileEventsContract;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

class OutboxEventsTest extends FileEventsContract {
  @TempDir Path directory;

  @Override
  protected EventLog newLog() {
    return new Outbox(directory.resolve("outbox.db"));
  }

  @Override
  protected Optional<EventLog> reopen(EventLog first) {
    return Optional.of(newLog());
  }
}
