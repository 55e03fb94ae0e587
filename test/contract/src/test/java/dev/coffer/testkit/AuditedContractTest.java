package dev.coffer.testkit;

import dev.coffer.FileStore;
import dev.coffer.audit.AuditTrail;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.observe.ObserveOptions;
import dev.coffer.observe.ObservedFileStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.io.TempDir;

/** A store whose operations are written down is a store like any other. */
class AuditedContractTest extends FileStoreContract {
  @TempDir(factory = MemoryDirectory.class)
  Path trail;

  @Override
  protected FileStore newStore() {
    return new ObservedFileStore(
        new InMemoryFileStore(), ObserveOptions.DEFAULTS.listener(trail()));
  }

  private AuditTrail trail() {
    try {
      return new AuditTrail(trail, 64 << 20, AuditTrail.OnFailure.FAIL, Clock.systemUTC());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
