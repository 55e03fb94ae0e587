package dev.coffer.config;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;

/**
 * A key and its value, as {@link Properties} reads them from a line.
 *
 * @param line the number of the line
 * @param key without escapes
 * @param value without escapes; white space at its end belongs to it
 */
record Property(int line, String key, String value) {
  /** Throws an {@link IllegalArgumentException} if an escape is malformed. */
  static Property of(LogicalLine line) {
    Map.Entry<Object, Object> only = load(line.text()).entrySet().iterator().next();
    return new Property(line.number(), (String) only.getKey(), (String) only.getValue());
  }

  private static Properties load(String text) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text));
      return properties;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "after '\\u' stand four hexadecimal digits; a backslash itself is '\\\\'", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
