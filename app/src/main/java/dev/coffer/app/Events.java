package dev.coffer.app;

import dev.coffer.FileStore;
import dev.coffer.event.PathPattern;
import dev.coffer.event.ReceiverState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Shows the events in an outbox, and delivers them again. */
final class Events implements Verb {
  private static final List<String> ACTIONS = List.of("tail", "dead", "replay", "receivers");
  private static final VerbOption FOLLOW =
      VerbOption.of("-f", "With tail: continue with new events.");
  private static final VerbOption SINCE =
      new VerbOption(
          "--since",
          "AGE",
          "With replay: all events of this time (1h, 7d), delivered or not; else dead letters.");

  @Override
  public Usage usage() {
    return new Usage(
        "events",
        "Show the events of an outbox; deliver them again.",
        List.of(FOLLOW, SINCE),
        List.of(
            new PositionalArgument(
                "ACTION",
                PositionalArgument.Count.ONCE,
                "tail, dead, replay or receivers.",
                ACTIONS),
            new PositionalArgument(
                "PATTERN", PositionalArgument.Count.OPTIONAL, "The paths; else all.")),
        """
        tail prints the events that are still known, dead those that could not be delivered, and
        receivers the state of the deliveries. replay delivers dead letters again, or with --since all
        events of that time; they keep their ids. The store is opened as it is configured: with
        webhook.url, pending events are delivered, too. An outbox that does not exist is not created.
        """,
        List.of(
            "coffer events tail --store 'file:./data?outbox=durable'",
            "coffer events replay --since 1h --store 'file:./data?outbox=durable' 'users/**'"));
  }

  @Override
  public void run(CommandSession session) {
    ParsedArguments words = session.words();
    String action = words.place(0);
    if (!ACTIONS.contains(action)) {
      throw new CommandException(
          ExitCode.USAGE,
          "events: no action '" + action + "'; there are " + String.join(", ", ACTIONS));
    }
    PathPattern pattern = EventLines.pattern(words.optional(1, "**"));
    Optional<Instant> since = Optional.ofNullable(words.value(SINCE)).map(Age::ago);
    EventStore events = EventStore.of(session);
    if (action.equals("tail") && words.has(FOLLOW)) {
      EventTail.printAll(events, pattern);
    } else if (events.lacksOutbox()) {
      withoutOutbox(action, session);
    } else {
      withOutbox(action, events, pattern, since);
    }
  }

  private static void withoutOutbox(String action, CommandSession session) {
    if (session.console().terminals().err()) {
      session.console().warn("there is no outbox yet: no change of this store was announced");
    }
    if (action.equals("replay")) {
      replayed(0, session);
    }
  }

  private static void withOutbox(
      String action, EventStore events, PathPattern pattern, Optional<Instant> since) {
    CommandSession session = events.session();
    try (FileStore store = events.open()) {
      EventLines lines = EventLines.of(session, store, pattern);
      switch (action) {
        case "dead" -> dead(lines);
        case "replay" -> replay(lines, since, session);
        case "receivers" -> lines.log().receivers().forEach(state -> print(state, session));
        default -> lines.print();
      }
    }
  }

  private static void dead(EventLines lines) {
    lines.log().deadLetters().stream()
        .filter(letter -> lines.pattern().matches(letter.event()))
        .forEach(lines::print);
  }

  private static void replay(EventLines lines, Optional<Instant> since, CommandSession session) {
    replayed(
        since
            .map(time -> lines.log().replay(time, lines.pattern()))
            .orElseGet(() -> lines.log().replayDead(lines.pattern())),
        session);
  }

  private static void replayed(int count, CommandSession session) {
    if (session.json()) {
      session.console().out().println(new JsonLine().number("replayed", count).toString());
    } else {
      session.console().say(Display.count(count, "event is", "events are") + " to be delivered");
    }
  }

  private static void print(ReceiverState state, CommandSession session) {
    if (session.json()) {
      session.console().out().println(json(state).toString());
      return;
    }
    session.console().say(ShownAddress.shown(state.receiver()) + "  " + state);
  }

  private static JsonLine json(ReceiverState state) {
    JsonLine line =
        new JsonLine()
            .text("receiver", ShownAddress.shown(state.receiver()))
            .number("pending", state.pending())
            .number("pendingBytes", state.pendingBytes())
            .number("dead", state.dead())
            .number("dropped", state.dropped());
    state.oldest().ifPresent(time -> line.text("oldest", time.toString()));
    state.lastAnswer().ifPresent(answer -> line.text("lastAnswer", answer));
    return line;
  }
}
