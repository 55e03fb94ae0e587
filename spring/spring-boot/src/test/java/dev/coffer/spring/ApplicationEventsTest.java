package dev.coffer.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileStore;
import dev.coffer.event.FileEvent;
import dev.coffer.event.FileEvents;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

class ApplicationEventsTest {
  @Configuration(proxyBeanMethods = false)
  static class Listeners {
    final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

    @EventListener
    void changed(FileStoreEvent event) {
      seen.add(
          event.storeName() + " " + event.getPayload().type() + " " + event.getPayload().path());
    }

    @EventListener
    void changed(FileEvent event) {
      seen.add("payload " + event.path());
    }
  }

  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(CofferAutoConfiguration.class))
          .withUserConfiguration(Listeners.class)
          .withPropertyValues("coffer.stores.uploads.uri=memory:");

  @Test
  void changesArePublishedWithTheNameOfTheStoreIfThatIsAskedFor() {
    application
        .withPropertyValues("coffer.application-events=true")
        .run(
            context -> {
              context.getBean(FileStore.class).write("a", "x");
              context.getBean(FileStore.class).delete("a");
              BlockingQueue<String> seen = context.getBean(Listeners.class).seen;
              assertThat(
                      new String[] {
                        seen.poll(30, TimeUnit.SECONDS),
                        seen.poll(30, TimeUnit.SECONDS),
                        seen.poll(30, TimeUnit.SECONDS),
                        seen.poll(30, TimeUnit.SECONDS)
                      })
                  .containsExactlyInAnyOrder(
                      "uploads WRITTEN a", "payload a", "uploads DELETED a", "payload a");
            });
  }

  @Test
  void theEventsOfAStoreThatHasReceiversAreTheSame() {
    application
        .withPropertyValues("coffer.application-events=true", "coffer.stores.uploads.outbox=memory")
        .run(
            context -> {
              context.getBean(FileStore.class).write("a", "x");
              assertThat(context.getBean(Listeners.class).seen.poll(30, TimeUnit.SECONDS))
                  .isNotNull();
            });
  }

  @Test
  void otherwiseNothingIsAnnounced() {
    application.run(
        context -> assertThat(context.getBean(FileStore.class).unwrap(FileEvents.class)).isEmpty());
  }
}
