package dev.coffer.app;

import java.util.List;

/**
 * A word that a verb takes by its place.
 *
 * @param name what to call it
 * @param count how often it stands
 * @param help one line
 * @param choices all that it can be; empty when it can be anything
 */
record PositionalArgument(String name, Count count, String help, List<String> choices) {
  /** A word that can be anything. */
  PositionalArgument(String name, Count count, String help) {
    this(name, count, help, List.of());
  }

  /** How often a word stands. After one that may be left out, all others may be too. */
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
