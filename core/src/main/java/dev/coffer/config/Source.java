package dev.coffer.config;

/**
 * Where a setting comes from.
 *
 * @param description for people: {@code option}, {@code URI}, {@code environment variable X} or
 *     {@code default}
 */
public record Source(String description) {
  /** Given by the caller, by {@link FileStoreConfig.Builder}. */
  public static final Source OPTION = new Source("option");

  /** Given as a part of the URI. */
  public static final Source URI = new Source("URI");

  /** Given by nobody: the option's own default. */
  public static final Source DEFAULT = new Source("default");

  /**
   * Given by an environment variable.
   *
   * @param name the variable
   * @return its source
   */
  public static Source variable(String name) {
    return new Source("environment variable " + name);
  }

  @Override
  public String toString() {
    return description;
  }
}
