package dev.coffer.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a real application prints if a store is configured wrongly. */
@ExtendWith(OutputCaptureExtension.class)
class StoreFailureTest {
  @Configuration(proxyBeanMethods = false)
  @ImportAutoConfiguration(CofferAutoConfiguration.class)
  static class Application {}

  @Configuration(proxyBeanMethods = false)
  static class WithBean extends Application {
    @Bean
    String uploads() {
      return "no store";
    }
  }

  private static void start(Class<?> source, String... properties) {
    SpringApplication application = new SpringApplication(source);
    application.setWebApplicationType(WebApplicationType.NONE);
    application.setDefaultProperties(Map.of("logging.level.root", "error"));
    String[] arguments =
        Stream.of(properties).map(property -> "--" + property).toArray(String[]::new);
    try {
      application.run(arguments).close();
    } catch (RuntimeException e) {
      return;
    }
    throw new AssertionError("it started");
  }

  @Test
  void aWrongValueNamesItsPropertyAndOrigin(CapturedOutput output) {
    start(
        Application.class,
        "coffer.stores.uploads.uri=memory:",
        "coffer.stores.uploads.max-size=much");
    assertThat(output)
        .contains("APPLICATION FAILED TO START", "The file store 'uploads' could not be opened")
        .contains("max-size is 'much'")
        .contains("coffer.stores.uploads.max-size, from \"coffer.stores.uploads.max-size\"")
        .doesNotContain("coffer.stores.uploads.uri, from");
  }

  @Test
  void aWrongUriIsTheOnlySuspect(CapturedOutput output) {
    start(Application.class, "coffer.stores.a.uri=nowhere:", "coffer.stores.a.max-size=4KiB");
    assertThat(output)
        .contains("coffer.stores.a.uri, from")
        .doesNotContain("coffer.stores.a.max-size, from");
  }

  @Test
  void anUnknownOptionIsRefusedWithTheNearestOne(CapturedOutput output) {
    start(Application.class, "coffer.uri=memory:", "coffer.max-syze=4KiB");
    assertThat(output).contains("unknown option 'max-syze'", "max-size", "coffer.max-syze, from");
  }

  @Test
  void aMissingPlaceIsExplained(CapturedOutput output) {
    start(Application.class, "coffer.stores.uploads.max-size=4KiB");
    assertThat(output).contains("coffer.stores.uploads.uri is missing");
  }

  @Test
  void noConfigurationAtAllSaysWhatToSet(CapturedOutput output) {
    start(Application.class);
    assertThat(output).contains("the path is missing", "coffer.uri=file:./data");
  }

  @Test
  void aMisspelledNameIsNoSilentlyIgnoredStore(CapturedOutput output) {
    start(Application.class, "coffer.stores.a.uri=memory:", "coffer.store.b.uri=memory:");
    assertThat(output).contains("it has options and no coffer.uri", "coffer.store.b.uri, from");
  }

  @Test
  void twoSpellingsOfOneNameAreRefused(CapturedOutput output) {
    start(
        Application.class,
        "coffer.stores.my-files.uri=memory:",
        "coffer.stores.myFiles.max-size=4KiB");
    assertThat(output).contains("its name is written in several ways");
  }

  @Test
  void twoPrimaryStoresAreRefused(CapturedOutput output) {
    start(
        Application.class,
        "coffer.stores.a.uri=memory:",
        "coffer.stores.a.primary=true",
        "coffer.stores.b.uri=memory:",
        "coffer.stores.b.primary=true");
    assertThat(output).contains("only one store can be primary");
  }

  @Test
  void aSecondStoreOfTheNameFileStoreIsRefused(CapturedOutput output) {
    start(Application.class, "coffer.uri=memory:", "coffer.stores.fileStore.uri=memory:");
    assertThat(output)
        .contains("the store of coffer.uri has this name too")
        .contains("coffer.stores.filestore.uri, from");
  }

  @Test
  void aNameThatNoStoreCanHaveIsRefused(CapturedOutput output) {
    start(Application.class, "coffer.stores[my.store].uri=memory:");
    assertThat(output).contains("'my.store' is not a valid name of a store");
  }

  @Test
  void aBeanThatIsNoStoreIsNotReplaced(CapturedOutput output) {
    start(WithBean.class, "coffer.stores.uploads.uri=memory:");
    assertThat(output).contains("there is a bean of this name that is no FileStore");
  }

  @Test
  void aSecretIsNotShown(CapturedOutput output) {
    start(
        Application.class,
        "coffer.stores.uploads.uri=memory:",
        "coffer.stores.uploads.webhook.url=http://localhost:1/",
        "coffer.stores.uploads.webhook.secret=canary-of-a-secret");
    assertThat(output).contains("webhook.secret, from").doesNotContain("canary-of-a-secret");
  }
}
