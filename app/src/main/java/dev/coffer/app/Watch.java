package dev.coffer.app;

import dev.coffer.FileStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Prints the changes of a store as they are made, by any process that shares its outbox. */
final class Watch implements Verb {
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration FOREVER = Duration.ofDays(36_500);
  private static final VerbOption FOR =
      new VerbOption("--for", "TIME", "End after so long: 90s, 30m, 1h.");

  @Override
  public Usage usage() {
    return new Usage(
        "watch",
        "Print changes as they are made, until it is interrupted.",
        List.of(FOR),
        List.of(
            new PositionalArgument(
                "PATTERN", PositionalArgument.Count.OPTIONAL, "The paths, such as 'users/*/**'.")),
        """
        It tells of the changes that Coffer makes through a store with an outbox: one that is opened
        with webhook.url or outbox=durable, in any process. Changes that other programs make are not
        seen.
        """,
        List.of(
            "coffer watch --for 1s --store 'file:./data?outbox=durable' 'users/*/conversations/**'"));
  }

  @Override
  public void run(CommandSession session) {
    String time = session.words().value(FOR);
    Duration duration = time == null ? FOREVER : Age.parse(time);
    try (FileStore store = session.open()) {
      EventLines lines = EventLines.of(session, store, session.words().optional(0, "**"));
      lines.skip();
      follow(lines, duration);
    }
  }

  /** Prints what comes without end. */
  static void follow(EventLines lines) {
    follow(lines, FOREVER);
  }

  private static void follow(EventLines lines, Duration duration) {
    Instant end = Instant.now().plus(duration);
    try {
      while (Instant.now().isBefore(end)) {
        lines.print();
        Thread.sleep(LOOK.toMillis());
      }
      lines.print();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
