package dev.coffer.spring;

import dev.coffer.FileStore;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Makes each store a part of the application's health: {@code coffer}, with a component a store.
 */
@AutoConfiguration(after = CofferAutoConfiguration.class)
@ConditionalOnClass({HealthContributor.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnEnabledHealthIndicator("coffer")
final class CofferHealthAutoConfiguration {
  private static final String TIMEOUT = "management.health.coffer.timeout";
  private static final String KEPT = "management.health.coffer.time-to-live";

  @Bean
  @ConditionalOnBean(FileStore.class)
  @ConditionalOnMissingBean(name = {"cofferHealthContributor", "cofferHealthIndicator"})
  HealthContributor cofferHealthContributor(
      ConfigurableListableBeanFactory beans, Environment environment) {
    Duration timeout = duration(environment, TIMEOUT, Duration.ofSeconds(2));
    Duration kept = duration(environment, KEPT, Duration.ofSeconds(5));
    if (timeout.isZero() || timeout.isNegative()) {
      throw new InvalidConfigurationPropertyValueException(
          TIMEOUT, timeout, "A check needs a positive time.");
    }
    Map<String, StoreHealthIndicator> stores = new LinkedHashMap<>();
    for (String name : beans.getBeanNamesForType(FileStore.class, true, false)) {
      stores.put(
          name,
          new StoreHealthIndicator(
              () -> beans.getBean(name, FileStore.class),
              () -> beans.containsSingleton(name),
              timeout,
              kept,
              System::nanoTime));
    }
    return CompositeHealthContributor.fromMap(stores);
  }

  private static Duration duration(Environment environment, String property, Duration fallback) {
    return Binder.get(environment).bind(property, Duration.class).orElse(fallback);
  }
}
