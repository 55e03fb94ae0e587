package dev.coffer.config;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value with which a store is opened, and its source.
 *
 * @param name the option, or {@code path}
 * @param value its text; {@code ***} for a secret where it is shown to people
 * @param source a description for people: {@code option}, {@code URI}, {@code environment variable
 *     X}, {@code default}, or a file and the number of a line in it
 */
public record Setting(String name, String value, String source) {
  /** Set by the caller, with {@link FileStoreConfig.Builder}. */
  static final String OPTION = "option";

  /** Set as a part of the URI. */
  static final String URI = "URI";

  private static final String DEFAULT = "default";

  /** Returns a setting; an empty value is none. */
  static Optional<Setting> of(String name, @Nullable String value, String source) {
    return value == null || value.isEmpty()
        ? Optional.empty()
        : Optional.of(new Setting(name, value, source));
  }

  static Optional<Setting> ofVariable(
      String name, Map<String, String> environment, String variable) {
    String value = environment.get(variable);
    return value == null ? Optional.empty() : of(name, value, from(variable));
  }

  static Optional<Setting> ofDefault(Option<?> option) {
    return option.defaultText().map(text -> new Setting(option.name(), text, DEFAULT));
  }

  private static String from(String variable) {
    return "environment variable " + variable;
  }

  /** Returns the text, followed by the source if somebody has to be told where that is. */
  String explain(String text) {
    return source.equals(OPTION) || source.equals(URI) ? text : text + " (" + source + ")";
  }

  /**
   * Returns whether the value is the default.
   *
   * @return true for the option's own default
   */
  public boolean isDefault() {
    return source.equals(DEFAULT);
  }

  /**
   * Returns whether an environment variable is the source.
   *
   * @param variable the name of the variable
   * @return false for another variable and any other source
   */
  public boolean isFromVariable(String variable) {
    return source.equals(from(variable));
  }

  /** Returns name and source, without the value, which may be a secret. */
  @Override
  public String toString() {
    return name + " (" + source + ")";
  }
}
