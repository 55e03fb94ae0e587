package dev.coffer.webhook;

import dev.coffer.FileStore;
import dev.coffer.event.InMemoryEventLog;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.testkit.FileStoreContract;
import java.time.Duration;
import java.util.List;

/** A store whose receiver is dead is a store like any other. */
class WebHookContractTest extends FileStoreContract {
  static final WebHook DEAD =
      WebHook.builder("http://127.0.0.1:1/").closeTimeout(Duration.ofMillis(1)).build();

  @Override
  protected FileStore newStore() {
    return new WebHookFileStore(new InMemoryFileStore(), new InMemoryEventLog(), List.of(DEAD));
  }
}
