package dev.coffer.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.ErrorContext;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.StorageFailureException;
import dev.coffer.event.FileEventLog;
import dev.coffer.memory.InMemoryFileStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;

/** The answers of the endpoint if a part of them fails. */
class CofferEndpointTest {
  private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

  /** A store whose outbox cannot be read. */
  private static final class BrokenOutbox extends ForwardingFileStore {
    private final RuntimeException error;

    BrokenOutbox(RuntimeException error) {
      super(new InMemoryFileStore());
      this.error = error;
    }

    @Override
    public <T> Optional<T> unwrap(Class<T> type) {
      if (type == FileEventLog.class) {
        throw error;
      }
      return super.unwrap(type);
    }
  }

  private CofferEndpoint endpoint() {
    return new CofferEndpoint(beans, name -> List.of(), InstantSource.system());
  }

  @Test
  void aPartThatFailsIsMissingWithItsErrorAndTheOthersAreShown() {
    beans.registerSingleton(
        "broken",
        new BrokenOutbox(
            new StorageFailureException(
                new ErrorContext("read", "", "outbox:/srv/secret/outbox.db"), "disk", null)));
    beans.registerSingleton("closed", new BrokenOutbox(new IllegalStateException("/srv/secret")));
    FileStore whole = new InMemoryFileStore();
    beans.registerSingleton("whole", whole);
    var stores = endpoint().stores().stores();
    assertThat(stores.get("broken"))
        .isEqualTo(
            new CofferEndpoint.Store(
                true, "memory", List.of(), null, "StorageFailureException: storage failure"));
    assertThat(stores.get("closed"))
        .extracting(CofferEndpoint.Store::error)
        .isEqualTo("IllegalStateException");
    assertThat(stores.get("whole"))
        .isEqualTo(new CofferEndpoint.Store(true, "memory", List.of(), List.of(), null));
    assertThat(endpoint().store("broken", null))
        .isEqualTo(
            new CofferEndpoint.Details(
                Objects.requireNonNull(stores.get("broken")),
                null,
                "StorageFailureException: storage failure"));
  }
}
