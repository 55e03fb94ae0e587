package dev.coffer.webhook;

import dev.coffer.delivery.Outbox;
import dev.coffer.event.FileEventLog;
import dev.coffer.testkit.FileEventsContract;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

class OutboxEventsTest extends FileEventsContract {
  @TempDir Path directory;

  @Override
  protected FileEventLog newLog() {
    return new Outbox(directory.resolve("outbox.db"));
  }

  @Override
  protected Optional<FileEventLog> reopen(FileEventLog first) {
    return Optional.of(newLog());
  }
}
