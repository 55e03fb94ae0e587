package dev.coffer.spi;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;

/**
 * A number that a store or a layer keeps: how many connections are in use, how many events wait.
 * Neither its name nor its tags tell of a path, a content or a secret, and a tag has few values.
 *
 * @param name words in lower case with dots between, the first of which says who counts: {@code
 *     pool.leased}, {@code retry.repeated}
 * @param kind whether it goes up and down
 * @param unit of the value, in the plural: {@code connections}, {@code seconds}; empty for none
 * @param description in one line
 * @param tags what tells it from others of its name; keys in lower case
 * @param value the number by now, asked on any thread; returns at once, and {@link Double#NaN} when
 *     there is none, such as after the close
 */
public record Metric(
    String name,
    Kind kind,
    String unit,
    String description,
    Map<String, String> tags,
    DoubleSupplier value) {
  /** How a number moves. */
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
   * @param kind whether it goes up and down
   * @param unit of the value
   * @param description in one line
   * @param tags what tells it from others of its name
   * @param value the number by now
   */
  public Metric {
    tags = Collections.unmodifiableMap(new TreeMap<>(tags));
  }

  /**
   * A number that goes up and down.
   *
   * @param name its name
   * @param unit of the value
   * @param description in one line
   * @param value the number by now
   * @return without tags
   */
  public static Metric gauge(String name, String unit, String description, DoubleSupplier value) {
    return new Metric(name, Kind.GAUGE, unit, description, Map.of(), value);
  }

  /**
   * A number that only goes up.
   *
   * @param name its name
   * @param unit of the value
   * @param description in one line
   * @param value the number by now
   * @return without tags
   */
  public static Metric counter(String name, String unit, String description, DoubleSupplier value) {
    return new Metric(name, Kind.COUNTER, unit, description, Map.of(), value);
  }

  /**
   * The same with one tag more.
   *
   * @param key in lower case
   * @param text one of few values
   * @return a new measure
   */
  public Metric tag(String key, String text) {
    Map<String, String> more = new TreeMap<>(tags);
    more.put(key, text);
    return new Metric(name, kind, unit, description, more, value);
  }
}
