package dev.coffer.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConfigurationException;
import dev.coffer.FileStore;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.io.DescriptiveResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.WritableResource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.web.context.support.ServletContextResource;

class ResourceLocationTest {
  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(CofferAutoConfiguration.class))
          .withPropertyValues("coffer.stores.uploads.uri=memory:");

  private static FileStore filled(FileStore store) {
    for (String path : new String[] {"a.json", "d/b.json", "d/e/c.json", "d/e/c.txt", "z/d.json"}) {
      store.write(path, path);
    }
    return store;
  }

  private static String[] paths(Resource... resources) {
    return Arrays.stream(resources).map(Resource::getDescription).toArray(String[]::new);
  }

  @Configuration(proxyBeanMethods = false)
  static class Injected {
    @Value("coffer:uploads/a file.txt")
    WritableResource file;

    @Value("coffer:uploads/d/**/*.json")
    Resource[] files;

    @Autowired ResourcePatternResolver resolver;
  }

  @Test
  void aLocationIsAResource() {
    application.run(
        context -> {
          filled(context.getBean(FileStore.class));
          Resource resource = context.getResource("coffer:uploads/d/b.json");
          assertThat(resource.getContentAsByteArray()).asString().isEqualTo("d/b.json");
          assertThat(resource).isEqualTo(context.getResource("coffer:uploads/d/b.json"));
          assertThat(resource.getURI()).hasToString("coffer:uploads/d/b.json");
          try (var in = resource.getURL().openStream()) {
            assertThat(in.readAllBytes()).hasSize(8);
          }
        });
  }

  @Test
  void resourcesAreInjected() {
    application
        .withUserConfiguration(Injected.class)
        .run(
            context -> {
              FileStore store = filled(context.getBean(FileStore.class));
              Injected injected = context.getBean(Injected.class);
              store.write("a file.txt", "x");
              assertThat(injected.file.exists()).isTrue();
              assertThat(injected.files).isEmpty(); // the store was empty then
              assertThat(paths(injected.resolver.getResources("coffer:uploads/d/**/*.json")))
                  .containsExactly("coffer:uploads/d/b.json", "coffer:uploads/d/e/c.json");
            });
  }

  @Test
  void patternsFindFilesAtAnyDepth() {
    application.run(
        context -> {
          filled(context.getBean(FileStore.class));
          assertThat(paths(context.getResources("coffer:uploads/**/*.json"))).hasSize(4);
          assertThat(paths(context.getResources("coffer:uploads/*.json")))
              .containsExactly("coffer:uploads/a.json");
          assertThat(paths(context.getResources("coffer:uploads/d/*/c.*"))).hasSize(2);
          assertThat(paths(context.getResources("coffer:uploads/*/d.json")))
              .containsExactly("coffer:uploads/z/d.json");
          assertThat(context.getResources("coffer:uploads/nothing/**")).isEmpty();
          assertThat(paths(context.getResources("coffer:uploads/a.json"))).hasSize(1);
        });
  }

  @Test
  void aPatternIsNormalisedAsAPathIs() {
    application.run(
        context -> {
          filled(context.getBean(FileStore.class));
          assertThat(paths(context.getResources("coffer:uploads//d/./*.json")))
              .containsExactly("coffer:uploads/d/b.json");
          assertThat(context.getResources("coffer:uploads//**")).hasSize(5);
          assertThat(context.getResources("coffer:uploads/d/*/")).isEmpty();
        });
  }

  @Test
  void resolversThatTheApplicationAddsLaterAreAskedToo() {
    application.run(
        context -> {
          context
              .getSourceApplicationContext(GenericApplicationContext.class)
              .addProtocolResolver(
                  (location, loader) ->
                      location.startsWith("other:")
                          ? new DescriptiveResource(location.substring(6))
                          : null);
          assertThat(paths(context.getResource("other:a"))).containsExactly("a");
          assertThat(paths(context.getResources("other:a"))).containsExactly("a");
          assertThat(paths(context.getResources("base64:YQ=="))).hasSize(1);
        });
  }

  @Test
  void aReactiveApplicationHasNoFilesByAPath() {
    new ReactiveWebApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(CofferAutoConfiguration.class))
        .withPropertyValues("coffer.uri=memory:")
        .run(
            context ->
                assertThat(context.getResource("/org/junit/jupiter/api/Test.class").exists())
                    .isFalse());
  }

  @Test
  void aPatternForTheStoreIsRefused() {
    application.run(
        context ->
            assertThatThrownBy(() -> context.getResources("coffer:*/a"))
                .isInstanceOf(IOException.class));
  }

  @Test
  void anUnknownStoreIsNamedWithThoseThatExist() {
    application.run(
        context ->
            assertThatThrownBy(() -> context.getResource("coffer:upload/a").exists())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("coffer:upload", "[uploads]"));
  }

  @Test
  void otherLocationsAreThoseOfTheContext() {
    application.run(
        context -> {
          assertThat(context.getResource("classpath:org/junit/jupiter/api/Test.class").exists())
              .isTrue();
          assertThat(context.getResources("classpath*:org/assertj/core/api/Assert*.class"))
              .hasSizeGreaterThan(3);
        });
  }

  @Test
  void pathsOfAWebApplicationAreStillThoseOfItsRoot() {
    new WebApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(CofferAutoConfiguration.class))
        .withPropertyValues("coffer.uri=memory:")
        .run(
            context ->
                assertThat(context.getResource("/index.html"))
                    .isInstanceOf(ServletContextResource.class));
  }

  @Test
  void aResourceOpensALazyStoreWhenItIsUsed() {
    application
        .withPropertyValues("coffer.stores.uploads.lazy=true")
        .run(
            context -> {
              Resource resource = context.getResource("coffer:uploads/a");
              assertThat(context.getBeanFactory().containsSingleton("uploads")).isFalse();
              assertThat(resource.exists()).isFalse();
              assertThat(context.getBeanFactory().containsSingleton("uploads")).isTrue();
            });
  }
}
