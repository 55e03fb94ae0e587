package dev.coffer.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The sources of options. The first one that has a value wins: caller, URI, environment, default.
 */
final class OptionSources {
  private final FileStoreConfig config;
  private final Spellings options;
  private final Spellings parameters;
  private final List<String> variables;

  OptionSources(FileStoreConfig config, Map<String, String> parameters) {
    this.config = config;
    this.options = new Spellings(config.options(), Setting.OPTION);
    this.parameters = new Spellings(parameters, Setting.URI);
    this.variables = variables(config.environment());
  }

  private static List<String> variables(Map<String, String> environment) {
    List<String> variables = new ArrayList<>();
    for (String name : environment.keySet()) {
      if (OptionName.isVariable(name)) {
        variables.add(name);
      }
    }
    variables.sort(null);
    return variables;
  }

  /** The names that the caller and the URI use. */
  Set<String> names() {
    Set<String> names = new LinkedHashSet<>(options.names());
    names.addAll(parameters.names());
    return names;
  }

  Optional<Setting> find(Option<?> option) {
    Optional<Setting> found = explicit(option);
    if (found.isEmpty()) {
      found = variable(option);
    }
    return found.isPresent() ? found : Setting.ofDefault(option);
  }

  /** Returns what was set for this store alone. */
  Optional<Setting> explicit(Option<?> option) {
    return options
        .find(option.name())
        .or(() -> config.named(option.name()))
        .or(() -> parameters.find(option.name()));
  }

  boolean inUri(Option<?> option) {
    return parameters.text(option.name()).isPresent();
  }

  /** Returns whether the option was set without a value. */
  boolean isEmpty(Option<?> option) {
    return options.text(option.name()).filter(String::isEmpty).isPresent()
        || parameters.text(option.name()).filter(String::isEmpty).isPresent();
  }

  private Optional<Setting> variable(Option<?> option) {
    Optional<Setting> value = variable(option.name());
    for (String name : option.variables()) {
      if (value.isEmpty()) {
        value = Setting.ofVariable(option.name(), config.environment(), name);
      }
    }
    return value;
  }

  /** The variable of an option that may not be declared, in any spelling. */
  Optional<Setting> variable(String option) {
    Optional<Setting> first = Optional.empty();
    for (String variable : variables) {
      if (OptionName.isVariableOf(variable, option)) {
        Optional<Setting> next = Setting.ofVariable(option, config.environment(), variable);
        first.ifPresent(one -> next.ifPresent(other -> requireSame(one, other)));
        first = first.or(() -> next);
      }
    }
    return first;
  }

  private static void requireSame(Setting one, Setting other) {
    if (!one.value().equals(other.value())) {
      throw ConfigurationErrors.of(
          "%s and %s are one option and have different values: give it once"
              .formatted(one.source(), other.source()));
    }
  }
}
