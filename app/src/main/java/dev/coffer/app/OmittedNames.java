package dev.coffer.app;

import dev.coffer.OmittedName;
import dev.coffer.OmittedName.Reason;
import java.util.EnumMap;
import java.util.Map;
import java.util.StringJoiner;

/** What listings left out: names that no path can have, links and special files. */
final class OmittedNames {
  private final Map<Reason, Long> counts = new EnumMap<>(Reason.class);
  private final CommandSession session;
  private final boolean named;

  /** Of one command: each is named as it is met, or they are counted at the end. */
  OmittedNames(CommandSession session, boolean named) {
    this.session = session;
    this.named = named;
  }

  /** One of them as a line. */
  static String text(OmittedName omitted) {
    String below = omitted.name().endsWith("/") ? " (with all that is below it)" : "";
    return "left out, " + why(omitted.reason()) + ": " + omitted.name() + below;
  }

  private static String why(Reason reason) {
    return switch (reason) {
      case INVALID_NAME -> "no store can have this name";
      case LINK -> "it is a link";
      case SPECIAL_FILE -> "it is no regular file";
    };
  }

  void add(OmittedName omitted) {
    counts.merge(omitted.reason(), 1L, Long::sum);
    if (named) {
      session.console().warn(text(omitted));
    }
  }

  boolean isEmpty() {
    return counts.isEmpty();
  }

  /** Says beside the data how many there were. */
  void close() {
    if (!isEmpty() && !named) {
      session.console().warn("left out: " + this);
    }
  }

  /** For example {@code 2 names that no store can have, 1 link}. */
  @Override
  public String toString() {
    StringJoiner text = new StringJoiner(", ");
    counts.forEach((reason, count) -> text.add(count(reason, count)));
    return text.toString();
  }

  private static String count(Reason reason, long count) {
    return switch (reason) {
      case INVALID_NAME ->
          Display.count(count, "name that no store can have", "names that no store can have");
      case LINK -> Display.count(count, "link", "links");
      case SPECIAL_FILE -> Display.count(count, "special file", "special files");
    };
  }
}
