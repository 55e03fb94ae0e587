package dev.coffer.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConfigurationException;
import dev.coffer.FileStore;
import dev.coffer.StorageFullException;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.s3proxy.S3ProxyServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class StoreBeansTest {
  @TempDir private Path directory;

  private final Map<String, Object> variables = new HashMap<>();

  private ApplicationContextRunner application(String... properties) {
    return new ApplicationContextRunner()
        .withInitializer(context -> setVariables(context.getEnvironment()))
        .withConfiguration(AutoConfigurations.of(CofferAutoConfiguration.class))
        .withPropertyValues(properties);
  }

  private void setVariables(ConfigurableEnvironment environment) {
    environment
        .getPropertySources()
        .replace(
            "systemEnvironment",
            new SystemEnvironmentPropertySource("systemEnvironment", variables));
  }

  @Test
  void eachConfiguredStoreIsABeanOfItsName() {
    application("coffer.stores.uploads.uri=memory:", "coffer.stores.archive.uri=file:" + directory)
        .run(
            context -> {
              assertThat(context.getBeansOfType(FileStore.class))
                  .containsOnlyKeys("uploads", "archive");
              context.getBean("archive", FileStore.class).write("a", "x");
              assertThat(directory.resolve("a")).hasContent("x");
            });
  }

  @Test
  void namesAreKeptAsTheyAreWritten() {
    application(
            "coffer.stores.userUploads.uri=memory:",
            "coffer.stores[my_odd-Name].uri=memory:",
            "coffer.stores.with-dash.uri=memory:")
        .run(
            context ->
                assertThat(context.getBeansOfType(FileStore.class))
                    .containsOnlyKeys("userUploads", "my_odd-Name", "with-dash"));
  }

  @Test
  void optionsAreThoseOfTheStoreInAnySpelling() {
    application(
            "coffer.stores.uploads.uri=memory:",
            "coffer.stores.uploads.maxSize=4",
            "coffer.stores.uploads.observe.slow=5s")
        .run(
            context ->
                assertThatThrownBy(
                        () -> context.getBean(FileStore.class).write("a", "more than four"))
                    .isInstanceOf(StorageFullException.class));
  }

  @Test
  void aVariableSetsAnOptionOfANamedStore() {
    variables.put("COFFER_STORES_UPLOADS_URI", "memory:");
    variables.put("COFFER_STORES_UPLOADS_MAX_SIZE", "4");
    application()
        .run(
            context -> {
              assertThat(context.getBeansOfType(FileStore.class)).containsOnlyKeys("uploads");
              assertThatThrownBy(() -> context.getBean(FileStore.class).write("a", "12345"))
                  .isInstanceOf(StorageFullException.class);
            });
  }

  @Test
  void aVariableOverridesAPropertyAndTheNameIsThatOfTheProperty() {
    variables.put("COFFER_STORES_USERUPLOADS_URI", "file:" + directory);
    new ApplicationContextRunner()
        .withInitializer(
            context -> {
              setVariables(context.getEnvironment());
              context
                  .getEnvironment()
                  .getPropertySources()
                  .addLast(
                      new MapPropertySource(
                          "file", Map.of("coffer.stores.userUploads.uri", "memory:")));
            })
        .withConfiguration(AutoConfigurations.of(CofferAutoConfiguration.class))
        .run(
            context -> {
              assertThat(context.getBeansOfType(FileStore.class)).containsOnlyKeys("userUploads");
              assertThat(context.getBean(FileStore.class).name()).isEqualTo("file:" + directory);
            });
  }

  @Test
  void withoutNamedStoresOneUriIsTheBeanFileStore() {
    application("coffer.uri=memory:", "coffer.max-size=4")
        .run(
            context -> {
              assertThat(context.getBeansOfType(FileStore.class)).containsOnlyKeys("fileStore");
              assertThatThrownBy(() -> context.getBean(FileStore.class).write("a", "12345"))
                  .isInstanceOf(StorageFullException.class);
            });
  }

  @Test
  void withoutAnythingTheVariablesOfTheSpecificationDefineTheStore() {
    variables.put("FILE_STORE", "local");
    variables.put("FILE_STORE_PATH", directory.toString());
    variables.put("COFFER_DURABILITY", "none");
    application()
        .run(
            context ->
                assertThat(context.getBean("fileStore", FileStore.class).name())
                    .isEqualTo("file:" + directory));
  }

  @Test
  void variablesDefineTheStoreWithoutANameAndHowItIsOpened() {
    variables.put("COFFER_TYPE", "local");
    variables.put("COFFER_PATH", directory.toString());
    variables.put("COFFER_LAZY", "true");
    variables.put("COFFER_PRIMARY", "on");
    application("coffer.stores.archive.uri=memory:")
        .run(
            context -> {
              assertThat(context.getBeanFactory().containsSingleton("fileStore")).isFalse();
              assertThat(context.getBean(FileStore.class).name()).isEqualTo("file:" + directory);
            });
  }

  @Test
  void storesInOneBucketKeepTheirStateApart() {
    String bucket = S3ProxyServer.newStore();
    application(
            "coffer.stores.one.uri=" + bucket,
            "coffer.stores.two.uri=" + bucket,
            "coffer.stores.one.webhook.url=http://localhost:1/",
            "coffer.stores.two.webhook.url=http://localhost:1/",
            "coffer.stores.one.state=" + directory,
            "coffer.stores.two.state=" + directory)
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              assertThat(directory.toFile().list()).hasSize(2);
            });
  }

  @Test
  void aSecretCanBeAFileOrAVariableAsInCoffersOwnFile() throws IOException {
    variables.put("MY_KEY_ID", S3ProxyServer.ID);
    Path secret = Files.writeString(directory.resolve("secret"), S3ProxyServer.SECRET);
    application(
            "coffer.stores.uploads.uri=" + S3ProxyServer.newStore(),
            "coffer.stores.uploads.access-key=env:MY_KEY_ID",
            "coffer.stores.uploads.secret-key=file:" + secret)
        .run(context -> context.getBean(FileStore.class).write("a", "x"));
  }

  @Test
  void aStoreOfCoffersOwnFileIsTakenByItsNameThere() throws IOException {
    Path file = directory.resolve("config.properties");
    Files.writeString(file, "stores.photos.uri=file:" + directory.resolve("photos"));
    variables.put("COFFER_CONFIG", file.toString());
    application("coffer.stores.uploads.uri=@photos/2026")
        .run(context -> context.getBean(FileStore.class).write("a", "x"));
    assertThat(directory.resolve("photos/2026/a")).hasContent("x");
  }

  @Test
  void aNamedStoreCalledFileStoreIsNeitherPrimaryNorReplaced() {
    application("coffer.stores.fileStore.uri=memory:", "coffer.stores.b.uri=memory:")
        .withUserConfiguration(OwnStore.class)
        .run(
            context -> {
              assertThat(context.getBeansOfType(FileStore.class))
                  .containsOnlyKeys("uploads", "fileStore", "b");
              assertThat(context.getBeanProvider(FileStore.class).getIfUnique()).isNull();
            });
  }

  @Test
  void variablesOfCofferItselfAreNoProperties() {
    variables.put("COFFER_PATH_STYLE", "true");
    variables.put("COFFER_CONFIG", "/nowhere");
    application("coffer.stores.uploads.uri=memory:")
        .run(
            context ->
                assertThat(context.getBeansOfType(FileStore.class)).containsOnlyKeys("uploads"));
  }

  @Test
  void theStoreWithoutANameIsPrimaryBesideNamedOnes() {
    application("coffer.uri=memory:", "coffer.stores.archive.uri=memory:")
        .run(
            context ->
                assertThat(context.getBean(FileStore.class))
                    .isSameAs(context.getBean("fileStore")));
  }

  @Test
  void oneNamedStoreCanBePrimary() {
    application(
            "coffer.stores.uploads.uri=memory:",
            "coffer.stores.uploads.primary=true",
            "coffer.stores.archive.uri=memory:")
        .withUserConfiguration(TwoStores.class)
        .run(
            context -> {
              TwoStores two = context.getBean(TwoStores.class);
              assertThat(two.any).isSameAs(context.getBean("uploads"));
              assertThat(two.archive).isSameAs(context.getBean("archive"));
            });
  }

  @Configuration(proxyBeanMethods = false)
  static class TwoStores {
    @Autowired FileStore any;

    @Autowired
    @Qualifier("archive")
    FileStore archive;
  }

  @Test
  void theApplicationsOwnBeanReplacesTheStoreOfItsName() {
    application("coffer.stores.uploads.uri=file:" + directory, "coffer.stores.b.uri=memory:")
        .withUserConfiguration(OwnStore.class)
        .run(
            context -> {
              assertThat(context.getBean("uploads")).isInstanceOf(InMemoryFileStore.class);
              assertThat(context.getBeansOfType(FileStore.class)).containsOnlyKeys("uploads", "b");
            });
  }

  @Test
  void anyStoreOfTheApplicationReplacesTheOneWithoutAName() {
    application("coffer.uri=file:" + directory)
        .withUserConfiguration(OwnStore.class)
        .run(
            context ->
                assertThat(context.getBeansOfType(FileStore.class)).containsOnlyKeys("uploads"));
  }

  @Configuration(proxyBeanMethods = false)
  static class OwnStore {
    @Bean
    FileStore uploads() {
      return new InMemoryFileStore();
    }
  }

  @Test
  void aStoreIsClosedWithTheContext() {
    FileStore[] store = new FileStore[1];
    application("coffer.stores.uploads.uri=memory:")
        .run(context -> store[0] = context.getBean(FileStore.class));
    assertThatThrownBy(() -> store[0].exists("a")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aLazyStoreIsOpenedByItsFirstUse() {
    application("coffer.stores.broken.uri=nowhere:", "coffer.stores.broken.lazy=true")
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              assertThatThrownBy(() -> context.getBean("broken"))
                  .hasRootCauseInstanceOf(ConfigurationException.class);
            });
  }

  @Test
  void aLazyStoreThatIsInjectedLazilyIsOpenedByItsFirstCall() {
    application("coffer.stores.uploads.uri=memory:", "coffer.stores.uploads.lazy=true")
        .withUserConfiguration(Lazily.class)
        .run(
            context -> {
              assertThat(context.getBeanFactory().containsSingleton("uploads")).isFalse();
              FileStore uploads = context.getBean(Lazily.class).uploads;
              uploads.scoped("users/ada").write("a", "x");
              assertThat(uploads.readString("users/ada/a")).isEqualTo("x");
            });
  }

  @Configuration(proxyBeanMethods = false)
  static class Lazily {
    @Autowired @Lazy FileStore uploads;
  }

  @Test
  void placeholdersAreReplaced() {
    application("place=memory:", "coffer.stores.uploads.uri=${place}")
        .run(context -> assertThat(context).hasSingleBean(FileStore.class));
  }

  @Test
  void aLazyStoreIsFoundByAThreadWithAnotherClassLoader() {
    application(
            "coffer.stores.uploads.uri=" + S3ProxyServer.newStore(),
            "coffer.stores.uploads.lazy=on")
        .run(
            context -> {
              AtomicReference<Object> store = new AtomicReference<>();
              Thread thread = new Thread(() -> store.set(context.getBean("uploads")));
              thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
              thread.start();
              thread.join();
              assertThat(store.get()).isInstanceOf(FileStore.class);
            });
  }

  @Test
  void anEmptyListOfStoresIsNoStore() {
    application("coffer.stores=", "coffer.uri=memory:")
        .run(
            context ->
                assertThat(context.getBeansOfType(FileStore.class)).containsOnlyKeys("fileStore"));
  }
}
