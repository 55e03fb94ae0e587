package dev.coffer.config;

import org.jspecify.annotations.Nullable;

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

  /**
   * By the description, as a record's own. The JVM links a record's own at its first use, which
   * costs each start of the command line a tenth of its time.
   */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Source source && source.description.equals(description);
  }

  @Override
  public int hashCode() {
    return description.hashCode();
  }

  @Override
  public String toString() {
    return description;
  }
}
