package dev.coffer.spring;

import dev.coffer.FileStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.ResourceLoader;

/**
 * Makes {@link FileStore} beans of the configuration, and resources of their files.
 *
 * <p>Each {@code coffer.stores.NAME} is a bean of that name. The bean {@code fileStore} is the
 * store of {@code coffer.uri}, or, if no store is configured at all, of the environment variables
 * {@code FILE_STORE…}. A {@link FileStore} bean of the application takes the place of the one that
 * has its name, and any takes the place of {@code fileStore}.
 */
@AutoConfiguration
@Import(StoreBeansRegistrar.class)
public final class CofferAutoConfiguration {
  /** Creates the configuration; called by Spring. */
  public CofferAutoConfiguration() {}

  @Bean(ConfiguredStores.BEAN)
  static ConfiguredStores cofferConfiguredStores(
      ConfigurableEnvironment environment,
      ObjectProvider<ImpliedOptions> implied,
      ApplicationEventPublisher publisher,
      ResourceLoader loader) {
    return new ConfiguredStores(
        StoreDefinitions.of(environment),
        implied,
        EventPublication.of(environment, publisher),
        environment.getProperty(ConfiguredStores.IN_MEMORY, Boolean.class, false),
        loader.getClassLoader());
  }

  /** Before any other bean, which may ask for a resource. */
  @Bean
  static BeanFactoryPostProcessor cofferResources(ConfigurableApplicationContext context) {
    return beans -> StoreResources.install(context);
  }
}
