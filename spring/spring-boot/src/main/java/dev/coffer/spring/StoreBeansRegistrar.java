package dev.coffer.spring;

import dev.coffer.FileStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Registers a bean for each configured store, unless the application has its own.
 *
 * <p>It runs after the application's own beans are registered, as all of an auto-configuration
 * does.
 */
final class StoreBeansRegistrar implements ImportBeanDefinitionRegistrar {
  private static final Logger LOG = LoggerFactory.getLogger(StoreBeansRegistrar.class);

  private final ConfigurableEnvironment environment;
  private final ListableBeanFactory beans;

  StoreBeansRegistrar(Environment environment, BeanFactory beans) {
    this.environment = (ConfigurableEnvironment) environment;
    this.beans = (ListableBeanFactory) beans;
  }

  @Override
  public void registerBeanDefinitions(
      AnnotationMetadata importing, BeanDefinitionRegistry registry) {
    Set<String> own = Set.of(beans.getBeanNamesForType(FileStore.class, true, false));
    List<StoreDefinition> stores =
        StoreDefinitions.of(environment).all().stream()
            .filter(store -> own.isEmpty() || store.isNamed())
            .filter(store -> !isTaken(store, own, registry))
            .toList();
    Optional<StoreDefinition> primary = primary(stores);
    stores.forEach(
        store ->
            registry.registerBeanDefinition(
                store.name(), bean(store, primary.filter(store::equals).isPresent())));
  }

  /** The one that is marked; else the one without a name, beside others. */
  private static Optional<StoreDefinition> primary(List<StoreDefinition> stores) {
    List<StoreDefinition> marked =
        stores.stream().filter(store -> store.isOn(StoreDefinition.PRIMARY)).toList();
    if (marked.size() > 1) {
      throw new InvalidStoreException(
          marked.get(1).name(),
          "only one store can be primary, and so is " + marked.get(0).name(),
          marked.stream().map(store -> store.properties().get(StoreDefinition.PRIMARY)).toList(),
          null);
    }
    return Stream.concat(marked.stream(), stores.stream().filter(store -> !store.isNamed()))
        .findFirst();
  }

  private static boolean isTaken(
      StoreDefinition store, Set<String> own, BeanDefinitionRegistry registry) {
    if (!registry.containsBeanDefinition(store.name())) {
      return false;
    }
    if (!own.contains(store.name())) {
      throw new InvalidStoreException(
          store.name(),
          "there is a bean of this name that is no FileStore; give the store another name",
          store.sources(),
          null);
    }
    LOG.info("The application's own bean replaces the configured file store '{}'", store.name());
    return true;
  }

  private static RootBeanDefinition bean(StoreDefinition store, boolean primary) {
    RootBeanDefinition bean = new RootBeanDefinition();
    bean.setTargetType(FileStore.class);
    bean.setFactoryBeanName(ConfiguredStores.BEAN);
    bean.setFactoryMethodName("open");
    bean.getConstructorArgumentValues().addIndexedArgumentValue(0, store.name());
    bean.setDestroyMethodName("close");
    bean.setLazyInit(store.isOn(StoreDefinition.LAZY));
    bean.setPrimary(primary);
    bean.setResourceDescription("the properties of the file store '" + store.name() + "'");
    return bean;
  }
}
