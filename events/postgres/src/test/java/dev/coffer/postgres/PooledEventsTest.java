package dev.coffer.postgres;

import dev.coffer.event.FileEventLog;
import dev.coffer.testkit.FileEventsContract;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

@Tag("thorough")
class PooledEventsTest extends FileEventsContract {
  private static @Nullable PgBouncer pooler;

  private final PostgresOutboxOptions options =
      PostgresServer.newOutbox(Objects.requireNonNull(pooler).url());

  @BeforeAll
  static void startPooler() throws IOException {
    pooler = PgBouncer.start(PostgresServer.shared());
  }

  @AfterAll
  static void endPooler() throws IOException {
    if (pooler != null) {
      pooler.close();
    }
  }

  @Override
  protected FileEventLog newLog() {
    return new PostgresOutbox(options);
  }

  @Override
  protected Optional<FileEventLog> reopen(FileEventLog first) {
    return Optional.of(newLog());
  }
}
