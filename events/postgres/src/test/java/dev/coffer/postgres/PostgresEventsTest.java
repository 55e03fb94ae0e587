package dev.coffer.postgres;

import dev.coffer.event.FileEventLog;
import dev.coffer.testkit.FileEventsContract;
import java.util.Optional;
import org.junit.jupiter.api.Tag;

@Tag("servers")
class PostgresEventsTest extends FileEventsContract {
  private final PostgresOutboxOptions options = PostgresServer.shared().newOutbox();

  @Override
  protected FileEventLog newLog() {
    return new PostgresOutbox(options);
  }

  @Override
  protected Optional<FileEventLog> reopen(FileEventLog first) {
    return Optional.of(newLog());
  }
}
