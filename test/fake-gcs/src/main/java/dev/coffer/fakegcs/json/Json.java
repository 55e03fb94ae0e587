package dev.coffer.fakegcs.json;

import java.util.Map;

/**
 * JSON text and its values: {@code Map<String, Object>} in the order of its members, {@code
 * List<Object>}, {@code String}, {@code Long}, {@code Double}, {@code Boolean} and {@link #NULL}.
 */
public final class Json {
  /** The value {@code null}. */
  public static final Object NULL =
      new Object() {
        @Override
        public String toString() {
          return "null";
        }
      };

  private Json() {}

  /**
   * Reads a text.
   *
   * @param text one value
   * @return the value
   * @throws IllegalArgumentException if it is not JSON
   */
  public static Object read(String text) {
    return new JsonReader(text).read();
  }

  /**
   * Reads a text that is an object.
   *
   * @param text one object
   * @return its members
   * @throws IllegalArgumentException if it is not JSON or another value
   */
  public static Map<String, Object> readObject(String text) {
    return object(read(text));
  }

  /**
   * Returns a value that must be an object.
   *
   * @param value a value that was read
   * @return its members
   * @throws IllegalArgumentException if it is another value
   */
  @SuppressWarnings("unchecked")
  public static Map<String, Object> object(Object value) {
    if (value instanceof Map<?, ?> members) {
      return (Map<String, Object>) members;
    }
    throw new IllegalArgumentException("no object: " + value);
  }

  /**
   * Writes a value.
   *
   * @param value as they are read
   * @return the text
   */
  public static String write(Object value) {
    StringBuilder text = new StringBuilder();
    JsonWriter.append(text, value);
    return text.toString();
  }
}
