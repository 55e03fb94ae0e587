package dev.coffer.spring;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * The properties below {@code coffer}, of which those of higher precedence come first.
 *
 * <p>They are read by name and not bound to fields, since each back end and each layer on the class
 * path has options of its own. In names, letter case and dashes are ignored, as in all of Spring
 * Boot and of Coffer.
 */
final class CofferProperties {
  private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("coffer");
  private static final ConfigurationPropertyName STORES = ROOT.append("stores");

  /** Names directly below {@code coffer} that are no options of a store. */
  private static final Set<ConfigurationPropertyName> OF_THE_APPLICATION =
      Set.of(
          STORES, // as YAML says it if there is nothing below
          ConfigurationPropertyName.of(EventPublication.PROPERTY),
          ConfigurationPropertyName.of(ConfiguredStores.IN_MEMORY));

  private final ConfigurableEnvironment environment;
  private final OptionSpellings options = new OptionSpellings();
  private final List<Found> found = new ArrayList<>();

  private CofferProperties(ConfigurableEnvironment environment) {
    this.environment = environment;
  }

  /** A property, and whether it is an environment variable. */
  private record Found(ConfigurationProperty property, boolean variable) {
    ConfigurationPropertyName name() {
      return property.getName();
    }

    /** The name from an element on, with dots. */
    String nameFrom(int element) {
      return IntStream.range(element, name().getNumberOfElements())
          .mapToObj(i -> name().getElement(i, Form.ORIGINAL))
          .collect(Collectors.joining("."));
    }
  }

  static CofferProperties of(ConfigurableEnvironment environment) {
    CofferProperties properties = new CofferProperties(environment);
    ConfigurationPropertySources.get(environment).forEach(properties::add);
    return properties;
  }

  private void add(ConfigurationPropertySource source) {
    boolean variables = source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource;
    if (source instanceof IterableConfigurationPropertySource iterable) {
      iterable.stream()
          .filter(ROOT::isAncestorOf)
          .flatMap(name -> Optional.ofNullable(iterable.getConfigurationProperty(name)).stream())
          .forEach(property -> found.add(new Found(property, variables)));
    }
  }

  /**
   * Returns the properties of the store that has no name. Coffer itself reads the variables of its
   * options; only those of what this module reads are taken here.
   */
  Map<String, SourcedValue> ofTheUnnamedStore() {
    Map<String, SourcedValue> properties = new LinkedHashMap<>();
    found.stream()
        .filter(each -> !STORES.isAncestorOf(each.name()))
        .filter(each -> !OF_THE_APPLICATION.contains(each.name()))
        .filter(each -> !each.variable() || StoreDefinition.OWN.contains(each.nameFrom(1)))
        .forEach(each -> put(properties, each, 1));
    return properties;
  }

  /** Returns the stores below {@code coffer.stores}. */
  List<StoreDefinition> stores() {
    Map<String, List<Found>> groups =
        found.stream()
            .filter(each -> STORES.isAncestorOf(each.name()))
            .collect(
                Collectors.groupingBy(
                    each -> each.name().getElement(2, Form.UNIFORM),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return groups.values().stream().map(this::store).toList();
  }

  private StoreDefinition store(List<Found> group) {
    Map<String, SourcedValue> properties = new LinkedHashMap<>();
    group.forEach(each -> put(properties, each, 3));
    return new StoreDefinition(name(group), true, properties);
  }

  /** A name is taken as it is written, which a variable cannot show. */
  private String name(List<Found> group) {
    Set<String> written = new LinkedHashSet<>();
    group.stream()
        .filter(each -> !each.variable())
        .forEach(each -> written.add(each.name().getElement(2, Form.ORIGINAL)));
    if (written.size() > 1) {
      throw new InvalidStoreException(
          written.iterator().next(),
          "its name is written in several ways: " + String.join(", ", written),
          group.stream().map(each -> SourcedValue.of(each.property(), environment)).toList(),
          null);
    }
    return written.isEmpty()
        ? group.get(0).name().getElement(2, Form.ORIGINAL)
        : written.iterator().next();
  }

  private void put(Map<String, SourcedValue> properties, Found each, int element) {
    String name = each.nameFrom(element);
    properties.putIfAbsent(
        options.named(name, each.variable()), SourcedValue.of(each.property(), environment));
  }
}
