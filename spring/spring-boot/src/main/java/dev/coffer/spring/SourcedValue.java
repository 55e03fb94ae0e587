package dev.coffer.spring;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.core.env.Environment;

/**
 * The value of a property, and where it was written. The value may be a secret, and is not shown.
 *
 * @param property the name of the property, as it was written
 * @param text the value, with its placeholders replaced
 * @param origin where it was written, for people
 */
record SourcedValue(String property, String text, String origin) {
  static SourcedValue of(ConfigurationProperty property, Environment environment) {
    String text = environment.resolvePlaceholders(String.valueOf(property.getValue()));
    String origin =
        property.getOrigin() != null
            ? property.getOrigin().toString()
            : String.valueOf(property.getSource());
    return new SourcedValue(property.getName().toString(), text, origin);
  }

  /** Returns the name and the origin: {@code coffer.uri, from class path resource …}. */
  @Override
  public String toString() {
    return property + ", from " + origin;
  }
}
