package dev.coffer.spring;

import dev.coffer.config.Assembly;
import dev.coffer.micrometer.MicrometerListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Reports the operations of configured stores to the application's registries, with the name of the
 * bean as the tag {@code store}. {@code coffer.stores.NAME.micrometer=off} leaves one out.
 */
@AutoConfiguration(before = CofferAutoConfiguration.class)
@ConditionalOnClass({MicrometerListener.class, MeterRegistry.class, ObservationRegistry.class})
final class CofferMicrometerAutoConfiguration {
  @Bean
  ImpliedOptions cofferMicrometer(
      ObjectProvider<ObservationRegistry> observations, ObjectProvider<MeterRegistry> meters) {
    return (store, assembly) -> {
      MeterRegistry meter = meters.getIfAvailable();
      ObservationRegistry observation = observations.getIfAvailable();
      if (meter == null || observation == null || !isObserved(assembly)) {
        return Map.of();
      }
      MicrometerListener.configure(new MicrometerListener(observation, meter));
      return Map.of("micrometer", "on", "micrometer.store", store);
    };
  }

  /** With {@code observe=off} there is nothing to report. */
  private static boolean isObserved(Assembly assembly) {
    return assembly.layers().stream().anyMatch(layer -> layer.name().equals("observed"));
  }
}
