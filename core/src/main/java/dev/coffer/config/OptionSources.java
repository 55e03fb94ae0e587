package dev.coffer.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sources of options. The first one that has a value wins: caller, named settings, URI,
 * environment, default.
 */
final class OptionSources {
  private final FileStoreConfig config;
  private final Spellings options;
  private final Spellings settings;
  private final Spellings parameters;
  private final List<String> variables;

  OptionSources(FileStoreConfig config, Map<String, String> parameters) {
    this.config = config;
    this.options = new Spellings(config.options(), Setting.OPTION);
    this.settings = new Spellings(config.settings());
    this.parameters =
        new Spellings(parameters, config.uri().map(Setting::source).orElse(Setting.URI));
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

  /** Returns the names of the environment variables that may belong to options. */
  List<String> variables() {
    return variables;
  }

  /** Returns what was set for this store alone, under the names that were used. */
  List<Setting> own() {
    List<Setting> own = new ArrayList<>(options.all());
    own.addAll(settings.all());
    own.addAll(parameters.all());
    return own;
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
    Optional<Setting> given = given(option);
    return config.directory().isPresent() && option.name().equals("scope")
        ? Optional.of(inside(given.or(() -> variable(option)), config.directory().get()))
        : given;
  }

  /** A directory that was requested lies in the one that the store is restricted to. */
  private static Setting inside(Optional<Setting> outer, Setting directory) {
    return outer
        .map(
            given ->
                new Setting(
                    directory.name(),
                    given.value() + "/" + directory.value(),
                    given.source() + ", " + directory.source()))
        .orElse(directory);
  }

  private Optional<Setting> given(Option<?> option) {
    Optional<Setting> given = options.find(option.name());
    if (given.isEmpty()) {
      given = config.named(option.name());
    }
    if (given.isEmpty()) {
      given = settings.find(option.name());
    }
    return given.isPresent()
        ? Optional.of(resolved(option, given.get()))
        : parameters.find(option.name());
  }

  /** Replaces the name of a variable that holds a secret by its value. */
  private Setting resolved(Option<?> option, Setting given) {
    return option.kind() == Option.Kind.SECRET && SecretVariable.isReference(given.value())
        ? SecretVariable.read(given, config)
        : given;
  }

  Optional<Setting> inUri(Option<?> option) {
    return parameters.find(option.name());
  }

  /** Returns whether the option was set without a value. */
  boolean isEmpty(Option<?> option) {
    return options.isEmpty(option.name())
        || settings.isEmpty(option.name())
        || parameters.isEmpty(option.name());
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
