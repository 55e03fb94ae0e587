package dev.coffer.spi;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;

/**
 * A number that a store or a layer keeps, such as the number of connections in use or of pending
 * events. Neither its name nor its tags contain a path, file content or a secret, and a tag has few
 * values.
 *
 * @param name lower-case words separated by dots, the first of which names the source: {@code
 *     pool.leased}, {@code retry.repeated}
 * @param kind whether it can go down
 * @param unit of the value, in the plural: {@code connections}, {@code seconds}; empty for none
 * @param description in one line
 * @param tags distinguish it from others of the same name; keys in lower case
 * @param value returns the current number, on any thread and at once; {@link Double#NaN} if there
 *     is none, such as after the close
 */
public record Metric(
    String name,
    Kind kind,
    String unit,
    String description,
    Map<String, String> tags,
    DoubleSupplier value) {
  /** How a number changes. */
  public enum Kind {
    /** Goes up and down. */
    GAUGE,
    /** Only goes up, from 0 when the store is opened. */
    COUNTER
  }

  /**
   * Keeps the tags in the order of their keys.
   *
   * @param name its name
   * @param kind whether it can go down
   * @param unit of the value
   * @param description in one line
   * @param tags distinguish it from others of the same name
   * @param value returns the current number
   */
  public Metric {
    tags = Collections.unmodifiableMap(new TreeMap<>(tags));
  }

  /**
   * Returns a number that goes up and down.
   *
   * @param name its name
   * @param unit of the value
   * @param description in one line
   * @param value returns the current number
   * @return a metric without tags
   */
  public static Metric gauge(String name, String unit, String description, DoubleSupplier value) {
    return new Metric(name, Kind.GAUGE, unit, description, Map.of(), value);
  }

  /**
   * Returns a number that only goes up.
   *
   * @param name its name
   * @param unit of the value
   * @param description in one line
   * @param value returns the current number
   * @return a metric without tags
   */
  public static Metric counter(String name, String unit, String description, DoubleSupplier value) {
    return new Metric(name, Kind.COUNTER, unit, description, Map.of(), value);
  }

  /**
   * Returns a copy with another tag.
   *
   * @param key the key, in lower case
   * @param text the value, one of few
   * @return a new metric
   */
  public Metric tag(String key, String text) {
    Map<String, String> more = new TreeMap<>(tags);
    more.put(key, text);
    return new Metric(name, kind, unit, description, more, value);
  }
}
