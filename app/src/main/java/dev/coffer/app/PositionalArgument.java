package dev.coffer.app;

import java.util.List;

/**
 * A word that a verb takes by its place.
 *
 * @param name its name in the help
 * @param count how often it may occur
 * @param help one line
 * @param choices all words that are accepted; empty if any is
 */
record PositionalArgument(String name, Count count, String help, List<String> choices) {
  /** A word that can be anything. */
  PositionalArgument(String name, Count count, String help) {
    this(name, count, help, List.of());
  }

  /** How often a word may occur. Only the last one of a verb may be optional or repeated. */
  enum Count {
    ONCE,
    OPTIONAL,
    SEVERAL,
    ANY;

    boolean isRequired() {
      return this == ONCE || this == SEVERAL;
    }

    boolean isEndless() {
      return this == SEVERAL || this == ANY;
    }
  }

  static PositionalArgument of(String name, String help) {
    return new PositionalArgument(name, Count.ONCE, help);
  }

  @Override
  public String toString() {
    return switch (count) {
      case ONCE -> name;
      case OPTIONAL -> "[" + name + "]";
      case SEVERAL -> name + "...";
      case ANY -> "[" + name + "...]";
    };
  }
}
