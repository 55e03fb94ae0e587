package dev.coffer.spring;

import dev.coffer.ConfigurationException;
import dev.coffer.config.FileStoreConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/** The stores that the properties below {@code coffer} define. */
final class StoreDefinitions {
  /** The bean of the store that has no name in the configuration. */
  static final String UNNAMED = "fileStore";

  private final Map<String, StoreDefinition> named;
  private final StoreDefinition unnamed;
  private final Map<String, String> variables;

  private StoreDefinitions(
      Map<String, StoreDefinition> named, StoreDefinition unnamed, Map<String, String> variables) {
    this.named = named;
    this.unnamed = unnamed;
    this.variables = variables;
  }

  static StoreDefinitions of(ConfigurableEnvironment environment) {
    CofferProperties properties = CofferProperties.of(environment);
    Map<String, StoreDefinition> named = new LinkedHashMap<>();
    properties.stores().forEach(each -> named.put(each.name(), requireComplete(each)));
    StoreDefinition unnamed = new StoreDefinition(UNNAMED, false, properties.ofTheUnnamedStore());
    refuseUnclear(named, unnamed);
    return new StoreDefinitions(named, unnamed, variables(environment));
  }

  private static void refuseUnclear(Map<String, StoreDefinition> named, StoreDefinition unnamed) {
    if (!named.isEmpty() && !unnamed.tellsPlace() && !unnamed.properties().isEmpty()) {
      throw new InvalidStoreException(
          UNNAMED,
          "it has options and no coffer.uri; an option of another store is"
              + " coffer.stores.NAME.OPTION, with a name of "
              + named.keySet(),
          unnamed.sources(),
          null);
    }
    if (named.containsKey(UNNAMED) && unnamed.tellsPlace()) {
      throw new InvalidStoreException(
          UNNAMED,
          "the store of coffer.uri has this name too; give coffer.stores.fileStore another one",
          Stream.of(unnamed, named.get(UNNAMED)).flatMap(each -> each.sources().stream()).toList(),
          null);
    }
  }

  private static StoreDefinition requireComplete(StoreDefinition store) {
    if (!store.tellsPlace()) {
      throw new InvalidStoreException(
          store.name(), "coffer.stores." + store.name() + ".uri is missing", store.sources(), null);
    }
    try {
      var unused = FileStoreConfig.builder().name(store.name());
      return store;
    } catch (ConfigurationException e) {
      throw new InvalidStoreException(store.name(), e.getMessage(), store.sources(), e);
    }
  }

  /** The variables of the process, or what a test has put in their place. */
  private static Map<String, String> variables(ConfigurableEnvironment environment) {
    PropertySource<?> source =
        environment
            .getPropertySources()
            .get(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
    Map<String, String> variables = new LinkedHashMap<>();
    if (source != null && source.getSource() instanceof Map<?, ?> values) {
      values.forEach((name, value) -> variables.put(name.toString(), value.toString()));
    }
    return variables;
  }

  Set<String> names() {
    return named.keySet();
  }

  /** Returns the store without a name; there is none if only others are configured. */
  Optional<StoreDefinition> unnamed() {
    return named.isEmpty() || unnamed.tellsPlace() ? Optional.of(unnamed) : Optional.empty();
  }

  /** Returns all stores, the one without a name first. */
  List<StoreDefinition> all() {
    List<StoreDefinition> all = new ArrayList<>(unnamed().stream().toList());
    all.addAll(named.values());
    return all;
  }

  StoreDefinition get(String name) {
    return all().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  Map<String, String> variables() {
    return variables;
  }
}
