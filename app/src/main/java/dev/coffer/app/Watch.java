package dev.coffer.app;

import dev.coffer.event.PathPattern;
import java.time.Instant;
import java.util.List;

/** Prints the changes of a store as they are made, by any process that shares its outbox. */
final class Watch implements Verb {
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
        seen. A store that does not exist yet is not created: its changes are printed once it does.
        """,
        List.of(
            "coffer watch --for 1s --store 'file:./data?outbox=durable' 'users/*/conversations/**'"));
  }

  @Override
  public void run(CommandSession session) {
    String time = session.words().value(FOR);
    PathPattern pattern = EventLines.pattern(session.words().optional(0, "**"));
    Instant end = Instant.now().plus(time == null ? EventTail.FOREVER : Age.parse(time));
    new EventTail(EventStore.of(session), pattern, end).printNew();
  }
}
