package dev.coffer.app;

import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.event.DeadLetter;
import dev.coffer.event.FileEvent;
import dev.coffer.event.FileEventLog;
import dev.coffer.event.PathPattern;
import java.util.List;
import java.util.Locale;

/** The events of a store, one a line. */
final class EventLines {
  private static final int PAGE = 1000;
  private static final int TYPE_WIDTH = 8;

  private final CommandSession session;
  private final FileEventLog log;
  private final PathPattern pattern;
  private long seen;

  private EventLines(CommandSession session, FileEventLog log, PathPattern pattern) {
    this.session = session;
    this.log = log;
    this.pattern = pattern;
  }

  static EventLines of(CommandSession session, FileStore store, PathPattern pattern) {
    FileEventLog log =
        store
            .unwrap(FileEventLog.class)
            .orElseThrow(
                () ->
                    new UnsupportedFeatureException(
                        new ErrorContext("events", "", store.name()),
                        "it keeps no events; open it with webhook.url or outbox=durable, and without scope",
                        null));
    return new EventLines(session, log, pattern);
  }

  /** Reads the word of a call that chooses paths. */
  static PathPattern pattern(String pattern) {
    try {
      return PathPattern.of(pattern);
    } catch (IllegalArgumentException e) {
      throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }

  FileEventLog log() {
    return log;
  }

  PathPattern pattern() {
    return pattern;
  }

  /** Passes over what is there already. */
  void skip() {
    for (List<FileEvent> page = page(); !page.isEmpty(); page = page()) {
      // They are not asked for.
    }
  }

  /** Prints what was not printed yet. */
  void print() {
    for (List<FileEvent> page = page(); !page.isEmpty(); page = page()) {
      page.stream().filter(pattern::matches).forEach(this::print);
    }
  }

  private List<FileEvent> page() {
    List<FileEvent> page = log.events(seen, PAGE);
    seen = page.isEmpty() ? seen : page.get(page.size() - 1).order();
    return page;
  }

  private void print(FileEvent event) {
    if (session.json()) {
      session.console().out().println(json(event).toString());
    } else {
      session.console().say(text(event));
    }
  }

  void print(DeadLetter letter) {
    if (session.json()) {
      JsonLine line =
          json(letter.event())
              .text("receiver", ShownAddress.shown(letter.receiver()))
              .number("attempts", letter.attempts())
              .text("reason", letter.reason());
      session.console().out().println(line.toString());
    } else {
      session
          .console()
          .say(
              text(letter.event())
                  + "  "
                  + letter.reason()
                  + " after "
                  + Display.count(letter.attempts(), "attempt", "attempts")
                  + "  "
                  + ShownAddress.shown(letter.receiver()));
    }
  }

  private static String text(FileEvent event) {
    String type = type(event);
    return Display.time(event.time())
        + "  "
        + type
        + " ".repeat(TYPE_WIDTH - type.length())
        + event.path()
        + event.source().map(source -> "  from " + source).orElse("");
  }

  private static String type(FileEvent event) {
    return event.type().name().toLowerCase(Locale.ROOT);
  }

  private static JsonLine json(FileEvent event) {
    JsonLine line =
        new JsonLine()
            .text("event", type(event))
            .text("path", event.path().toString())
            .text("id", event.id().toString())
            .text("time", event.time().toString());
    event.source().map(FilePath::toString).ifPresent(source -> line.text("source", source));
    event.size().ifPresent(size -> line.number("size", size));
    event.etag().ifPresent(etag -> line.text("etag", etag));
    return line.number("order", event.order());
  }
}
