package dev.coffer.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FileStore;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** To which registry the operations of a store are reported, and under which name. */
class StoreMetersTest {
  @Configuration(proxyBeanMethods = false)
  static class Registries {
    @Bean
    MeterRegistry meters() {
      return new SimpleMeterRegistry();
    }

    @Bean
    ObservationRegistry observations(MeterRegistry meters) {
      ObservationRegistry observations = ObservationRegistry.create();
      observations
          .observationConfig()
          .observationHandler(new DefaultMeterObservationHandler(meters));
      return observations;
    }
  }

  /** The names of the stores that have meters after one operation. */
  private static Set<String> measured(Map<String, Object> variables, String... properties) {
    AtomicReference<Set<String>> names = new AtomicReference<>(Set.of());
    new ApplicationContextRunner()
        .withInitializer(
            context ->
                context
                    .getEnvironment()
                    .getPropertySources()
                    .replace(
                        "systemEnvironment",
                        new SystemEnvironmentPropertySource("systemEnvironment", variables)))
        .withUserConfiguration(Registries.class)
        .withConfiguration(
            AutoConfigurations.of(
                CofferAutoConfiguration.class, CofferMicrometerAutoConfiguration.class))
        .withPropertyValues(properties)
        .run(
            context -> {
              context.getBean(FileStore.class).write("a", "x");
              names.set(names(context.getBean(MeterRegistry.class)));
            });
    return Objects.requireNonNull(names.get());
  }

  private static Set<String> names(MeterRegistry meters) {
    return meters.getMeters().stream()
        .map(Meter::getId)
        .flatMap(id -> Optional.ofNullable(id.getTag("store")).stream())
        .collect(Collectors.toSet());
  }

  @Test
  void theNameIsThatOfTheBean() {
    assertThat(measured(Map.of(), "coffer.uri=memory:")).containsExactly("fileStore");
    assertThat(measured(Map.of(), "coffer.stores.up.uri=memory:")).containsExactly("up");
  }

  @Test
  void anOptionTheUriAndAVariableSwitchThemOff() {
    assertThat(measured(Map.of(), "coffer.uri=memory:", "coffer.micrometer=off")).isEmpty();
    assertThat(measured(Map.of(), "coffer.uri=memory:?micrometer=off")).isEmpty();
    assertThat(measured(Map.of("COFFER_MICROMETER", "off"), "coffer.uri=memory:")).isEmpty();
  }

  @Test
  void anotherNameIsTakenAndTheRegistryIsThatOfTheApplication() {
    assertThat(
            measured(
                Map.of(),
                "coffer.uri=memory:",
                "coffer.micrometer=on",
                "coffer.micrometer.store=other"))
        .containsExactly("other");
  }
}
