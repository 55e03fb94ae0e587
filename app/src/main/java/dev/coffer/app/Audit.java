package dev.coffer.app;

import dev.coffer.config.Assembly;
import dev.coffer.config.FileStores;
import dev.coffer.config.Setting;
import dev.coffer.observe.AuditCheck;
import dev.coffer.observe.AuditReader;
import dev.coffer.observe.AuditRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Checks an audit trail, or shows what is in it. */
final class Audit implements Verb {
  private static final Flag ACTOR = new Flag("--actor", "NAME", "Show what this one did.");
  private static final Flag SINCE =
      new Flag("--since", "TIME", "Show what was done in this time: 90s, 30m, 1h, 7d.");

  @Override
  public Usage usage() {
    return new Usage(
        "audit",
        "Check the audit trail of a store, or show what is in it.",
        List.of(ACTOR, SINCE),
        List.of(
            new Place("ACTION", Place.Count.ONCE, "verify or show.", List.of("verify", "show")),
            new Place("DIR", Place.Count.OPTIONAL, "The trail; else that of the store.")),
        """
        A store has a trail with the option audit=DIR. verify finds a line that was changed, taken
        out, put in or moved, and exits with 6. The half line of a killed writer is told and is no
        fault. verify prints the number and the hash of the last line: kept elsewhere, they show
        later that nothing up to there was changed.
        """,
        List.of(
            "coffer ls --store 'file:store?audit=trail' && coffer audit verify trail",
            "coffer audit show --actor ada --since 1d trail",
            "coffer audit show --json --store 'file:store?audit=trail'"));
  }

  @Override
  public void run(Session session) {
    Path trail = trail(session);
    if (!Files.isDirectory(trail)) {
      throw new CommandException(ExitCode.DIRECTORY_NOT_FOUND, trail + ": no such directory");
    }
    try {
      switch (session.words().place(0)) {
        case "verify" -> verify(trail, session);
        case "show" -> show(trail, session);
        default -> throw usage("no action '" + session.words().place(0) + "'");
      }
    } catch (IOException e) {
      throw LocalFiles.failure(trail, e);
    }
  }

  private static Path trail(Session session) {
    String word = session.words().optional(1, "");
    return LocalFiles.path(word.isEmpty() ? ofStore(session) : word);
  }

  private static String ofStore(Session session) {
    Assembly assembly = FileStores.assembly(session.choice().config());
    return assembly.layers().stream()
        .flatMap(layer -> layer.settings().all().stream())
        .filter(setting -> setting.name().equals("audit"))
        .map(Setting::value)
        .map(place -> place.startsWith("file:") ? place.substring("file:".length()) : place)
        .findFirst()
        .orElseThrow(() -> usage("the store has no trail: name a directory"));
  }

  private static CommandException usage(String message) {
    return new CommandException(ExitCode.USAGE, "audit: " + message + "\nTry: coffer audit --help");
  }

  // ---- Checking

  private static void verify(Path trail, Session session) throws IOException {
    AuditCheck check = AuditCheck.of(trail);
    Console console = session.console();
    check.notes().forEach(note -> console.warn("audit: " + note));
    check.problems().forEach(problem -> console.warn("audit: " + problem));
    if (session.json()) {
      JsonLine line =
          new JsonLine().flag("intact", check.isIntact()).number("lines", check.lines());
      console
          .out()
          .println(line.number("last", check.sequence()).text("hash", check.hash()).toString());
    } else {
      String state = check.isIntact() ? "intact" : "NOT intact";
      console.say(
          "%s: %d lines, the last is %d with hash %s"
              .formatted(state, check.lines(), check.sequence(), check.hash()));
    }
    if (!check.isIntact()) {
      throw new CommandException(ExitCode.NOT_RETRYABLE, "audit: the trail was tampered with");
    }
  }

  // ---- Showing

  private static void show(Path trail, Session session) throws IOException {
    Predicate<AuditRecord> asked = asked(session.words());
    AuditReader.read(
        trail,
        entry -> {
          if (asked.test(entry)) {
            session.console().say(session.json() ? json(entry) : text(entry));
          }
        });
  }

  private static Predicate<AuditRecord> asked(Words words) {
    Optional<String> actor = Optional.ofNullable(words.value(ACTOR));
    Optional<Instant> since =
        Optional.ofNullable(words.value(SINCE)).map(age -> Instant.now().minus(Age.parse(age)));
    return entry ->
        (actor.isEmpty() || actor.equals(entry.actor()))
            && (since.isEmpty() || !entry.time().isBefore(since.get()));
  }

  private static String text(AuditRecord entry) {
    return String.join(
        "  ",
        entry.time().toString(),
        entry.actor().orElse("-"),
        entry.operation(),
        entry.path().isEmpty() ? "/" : entry.path(),
        entry.target().map(target -> "→ " + target + "  ").orElse("") + entry.bytes() + " bytes",
        entry.outcome());
  }

  private static String json(AuditRecord entry) {
    JsonLine line = new JsonLine().text("time", entry.time().toString());
    entry.actor().ifPresent(actor -> line.text("actor", actor));
    line.text("operation", entry.operation()).text("path", entry.path());
    entry.target().ifPresent(target -> line.text("target", target));
    line.number("bytes", entry.bytes()).text("outcome", entry.outcome());
    entry.etag().ifPresent(etag -> line.text("etag", etag));
    return line.toString();
  }
}
