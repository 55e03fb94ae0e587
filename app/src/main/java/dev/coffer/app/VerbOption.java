package dev.coffer.app;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An option of a verb.
 *
 * @param name as it is typed, {@code -r} or {@code --store}
 * @param value the name of its value; null if it has none
 * @param help one line
 * @param isRepeatable whether it may be given several times
 */
record VerbOption(String name, @Nullable String value, String help, boolean isRepeatable) {
  static final VerbOption STORE =
      new VerbOption("--store", "URI", "The store, such as file:./data or @NAME.");
  static final VerbOption JSON =
      new VerbOption("--json", null, "One JSON object a line instead of text.");
  static final VerbOption STATS =
      new VerbOption(
          "--stats", null, "Print at the end how often the store was called and how long it took.");
  static final VerbOption HELP = new VerbOption("--help", null, "This text.");
  static final VerbOption VERSION = new VerbOption("--version", null, "The version.");

  /** The options of every verb, which stand before or after it. */
  static final List<VerbOption> OF_ALL = List.of(STORE, JSON, STATS, HELP);

  /** An option that is given at most once. */
  VerbOption(String name, @Nullable String value, String help) {
    this(name, value, help, false);
  }

  static VerbOption of(String name, String help) {
    return new VerbOption(name, null, help);
  }

  /** An option that may be given several times, each time with a value. */
  static VerbOption repeatable(String name, String value, String help) {
    return new VerbOption(name, value, help, true);
  }

  boolean takesValue() {
    return value != null;
  }

  @Override
  public String toString() {
    return value == null ? name : name + " " + value;
  }
}
