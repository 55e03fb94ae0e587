package dev.coffer.spring;

import java.time.InstantSource;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** Makes the actuator's endpoint {@code coffer}, if it is exposed. */
@AutoConfiguration(after = CofferAutoConfiguration.class)
@ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
@ConditionalOnAvailableEndpoint(CofferEndpoint.class)
final class CofferEndpointAutoConfiguration {
  @Bean
  CofferEndpoint cofferEndpoint(
      ConfigurableListableBeanFactory beans, ConfiguredStores configured) {
    return new CofferEndpoint(beans, configured::layers, InstantSource.system());
  }
}
