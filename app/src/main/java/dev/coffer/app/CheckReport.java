package dev.coffer.app;

import dev.coffer.OmittedName;
import dev.coffer.app.sync.DifferenceJournal;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints how two sides differ, one line a file, and counts. */
final class CheckReport implements DifferenceJournal {
  private final CommandSession session;
  private final Map<Difference, Long> counts = new EnumMap<>(Difference.class);
  private long same;
  private long failed;
  private long leftOut;
  private @Nullable Throwable first;

  CheckReport(CommandSession session) {
    this.session = session;
  }

  @Override
  public synchronized void same() {
    same++;
  }

  @Override
  public synchronized void differs(String path, Difference difference) {
    counts.merge(difference, 1L, Long::sum);
    if (session.json()) {
      String word = text(difference).replace(' ', '-').toLowerCase(Locale.ROOT);
      JsonLine line = new JsonLine().text("path", path).text("difference", word);
      session.console().out().println(line.toString());
    } else {
      session.console().say(text(difference) + ": " + path);
    }
  }

  private static String text(Difference difference) {
    return switch (difference) {
      case ONLY_IN_FIRST -> "only in A";
      case ONLY_IN_SECOND -> "only in B";
      case DIFFERENT -> "differs";
    };
  }

  @Override
  public synchronized void notCompared(String path, Throwable error) {
    failed++;
    first = first == null ? error : first;
    String where = path.isEmpty() ? "" : path + ": ";
    session.console().warn(where + error.getMessage());
  }

  @Override
  public synchronized void omitted(Side side, OmittedName name) {
    leftOut++;
    session.console().warn((side == Side.FIRST ? "A: " : "B: ") + OmittedNames.text(name));
  }

  /** Fails with the counts if the two sides are not the same; else only a terminal shows them. */
  synchronized void close() {
    String text =
        "check: "
            + same
            + " same, "
            + counts.getOrDefault(Difference.DIFFERENT, 0L)
            + " different, "
            + counts.getOrDefault(Difference.ONLY_IN_FIRST, 0L)
            + " only in A, "
            + counts.getOrDefault(Difference.ONLY_IN_SECOND, 0L)
            + " only in B"
            + (leftOut == 0 ? "" : ", " + leftOut + " left out")
            + (failed == 0 ? "" : ", " + failed + " not compared");
    if (first != null) {
      throw new CommandException(ExitCode.of(first), text);
    }
    if (!counts.isEmpty() || leftOut > 0) {
      throw new CommandException(ExitCode.OTHER, text);
    }
    if (session.console().terminals().err()) {
      session.console().warn(text);
    }
  }
}
