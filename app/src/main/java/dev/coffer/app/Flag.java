package dev.coffer.app;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An option of a verb.
 *
 * @param name as it is typed, {@code -r} or {@code --store}
 * @param value what to call its value; null when it has none
 * @param help one line
 */
record Flag(String name, @Nullable String value, String help) {
  static final Flag STORE =
      new Flag("--store", "URI", "The store, for example file:./data (see coffer --help).");
  static final Flag JSON = new Flag("--json", null, "One JSON object a line instead of text.");
  static final Flag STATS =
      new Flag(
          "--stats", null, "Say at the end how often the store was asked and how long it took.");
  static final Flag HELP = new Flag("--help", null, "This text.");
  static final Flag VERSION = new Flag("--version", null, "The version.");

  /** Options of every verb, before or after it. */
  static final List<Flag> OF_ALL = List.of(STORE, JSON, STATS, HELP);

  static Flag of(String name, String help) {
    return new Flag(name, null, help);
  }

  boolean takesValue() {
    return value != null;
  }

  @Override
  public String toString() {
    return value == null ? name : name + " " + value;
  }
}
