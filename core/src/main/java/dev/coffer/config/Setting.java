package dev.coffer.config;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One of the values that a store is opened with, and who gave it.
 *
 * @param name the option, or {@code path}
 * @param value its text; {@code ***} for a secret where it is shown to people
 * @param source for people: {@code option}, {@code URI}, {@code environment variable X} or {@code
 *     default}
 */
public record Setting(String name, String value, String source) {
  /** Given by the caller, by {@link FileStoreConfig.Builder}. */
  static final String OPTION = "option";

  /** Given as a part of the URI. */
  static final String URI = "URI";

  private static final String DEFAULT = "default";

  /** An empty value is none. */
  static Optional<Setting> of(String name, @Nullable String value, String source) {
    return value == null || value.isEmpty()
        ? Optional.empty()
        : Optional.of(new Setting(name, value, source));
  }

  static Optional<Setting> ofVariable(
      String name, Map<String, String> environment, String variable) {
    return of(name, environment.get(variable), from(variable));
  }

  static Optional<Setting> ofDefault(Option<?> option) {
    return option.defaultText().map(text -> new Setting(option.name(), text, DEFAULT));
  }

  private static String from(String variable) {
    return "environment variable " + variable;
  }

  /**
   * Whether nobody gave it.
   *
   * @return true for the option's own default
   */
  public boolean isDefault() {
    return source.equals(DEFAULT);
  }

  /**
   * Whether an environment variable gave it.
   *
   * @param variable the name of the variable
   * @return false for another variable and any other source
   */
  public boolean isFromVariable(String variable) {
    return source.equals(from(variable));
  }

  /** Name and source, without the value, which may be a secret. */
  @Override
  public String toString() {
    return name + " (" + source + ")";
  }
}
