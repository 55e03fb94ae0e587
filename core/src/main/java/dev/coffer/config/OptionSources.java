package dev.coffer.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where options are given. The first that gives a value wins: caller, URI, environment, default.
 */
final class OptionSources {
  private final FileStoreConfig config;
  private final Spellings options;
  private final Spellings parameters;
  private final List<String> variables;

  OptionSources(FileStoreConfig config, Map<String, String> parameters) {
    this.config = config;
    this.options = new Spellings(config.options(), Source.OPTION);
    this.parameters = new Spellings(parameters, Source.URI);
    this.variables =
        config.environment().keySet().stream().filter(OptionName::isVariable).sorted().toList();
  }

  /** The names that the caller and the URI use. */
  Set<String> names() {
    Set<String> names = new LinkedHashSet<>(options.names());
    names.addAll(parameters.names());
    return names;
  }

  Optional<Given> find(Option<?> option) {
    return explicit(option)
        .or(() -> variable(option))
        .or(() -> Given.of(option.defaultText().orElse(null), Source.DEFAULT));
  }

  /** What was said of this store and no other. */
  Optional<Given> explicit(Option<?> option) {
    return options
        .find(option.name())
        .or(() -> config.named(option.name()))
        .or(() -> parameters.find(option.name()));
  }

  boolean inUri(Option<?> option) {
    return parameters.text(option.name()).isPresent();
  }

  /** Whether somebody wrote the option and no value. */
  boolean isEmpty(Option<?> option) {
    return options.text(option.name()).filter(String::isEmpty).isPresent()
        || parameters.text(option.name()).filter(String::isEmpty).isPresent();
  }

  private Optional<Given> variable(Option<?> option) {
    Optional<Given> value = variable(option.name());
    for (String name : option.variables()) {
      value = value.or(() -> Given.variable(config.environment(), name));
    }
    return value;
  }

  /** The variable of an option that may not be declared, in any spelling. */
  Optional<Given> variable(String option) {
    List<Given> given = new ArrayList<>();
    for (String variable : variables) {
      if (OptionName.isVariableOf(variable, option)) {
        Given.variable(config.environment(), variable).ifPresent(given::add);
      }
    }
    if (given.stream().map(Given::text).distinct().count() > 1) {
      throw Wrong.configuration(
          "%s and %s are one option and have different values: give it once"
              .formatted(given.get(0).source(), given.get(1).source()));
    }
    return given.stream().findFirst();
  }
}
