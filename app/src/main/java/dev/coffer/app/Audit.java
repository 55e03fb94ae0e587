package dev.coffer.app;

import dev.coffer.FileStore;
import dev.coffer.audit.AuditCheck;
import dev.coffer.audit.AuditReader;
import dev.coffer.audit.AuditRecord;
import dev.coffer.audit.AuditWitness;
import dev.coffer.config.Assembly;
import dev.coffer.config.ConfiguredLayer;
import dev.coffer.config.FileStores;
import dev.coffer.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Checks an audit trail, or shows what is in it. */
final class Audit implements Verb {
  private static final VerbOption ACTOR =
      new VerbOption("--actor", "NAME", "Show what this one did.");
  private static final VerbOption SINCE =
      new VerbOption("--since", "TIME", "Show what was done in this time: 90s, 30m, 1h, 7d.");

  @Override
  public Usage usage() {
    return new Usage(
        "audit",
        "Check the audit trail of a store, or show what is in it.",
        List.of(ACTOR, SINCE),
        List.of(
            new PositionalArgument(
                "ACTION",
                PositionalArgument.Count.ONCE,
                "verify or show.",
                List.of("verify", "show")),
            new PositionalArgument(
                "TRAIL",
                PositionalArgument.Count.OPTIONAL,
                "Its directory, URI or @NAME; else that of the store.")),
        """
        A store has a trail with the option audit=DIR, or audit=URI in another store. verify finds a
        line that was changed, taken out or moved, and exits with 6. What a killed writer may have
        left, half a line or lines behind the head, is reported and is no fault. Without TRAIL the store
        is asked too where its trail ended, which shows a trail that was emptied or set back. verify
        prints the number and the hash of the last line: kept elsewhere, they show the same.
        """,
        List.of(
            "coffer ls --store 'file:store?audit=trail' && coffer audit verify trail",
            "coffer audit show --actor ada --since 1d trail",
            "coffer audit show --json --store 'file:store?audit=trail'"));
  }

  @Override
  public void run(CommandSession session) {
    Named named = named(session);
    try (Trail trail = Trail.open(named, session)) {
      switch (session.words().place(0)) {
        case "verify" -> verify(trail.check(), session);
        case "show" -> show(trail, session);
        default -> throw usage("no action '" + session.words().place(0) + "'");
      }
    } catch (IOException e) {
      throw LocalFiles.failure(Path.of(named.place()), e);
    }
  }

  /** Which trail, and who remembers where it ended. */
  private record Named(String place, AuditWitness witness) {}

  private static Named named(CommandSession session) {
    String word = session.words().optional(1, "");
    return word.isEmpty() ? ofStore(session) : new Named(word, AuditWitness.NONE);
  }

  /** The store whose trail it is remembers where it ended. */
  private static Named ofStore(CommandSession session) {
    Assembly assembly = FileStores.assembly(session.choice().config());
    return assembly.layers().stream()
        .map(ConfiguredLayer::settings)
        .flatMap(settings -> trail(settings).stream())
        .findFirst()
        .orElseThrow(() -> usage("the store has no trail: name a directory or a store"));
  }

  private static Optional<Named> trail(Settings settings) {
    AuditWitness witness =
        settings.findStateDirectory().map(AuditWitness::in).orElse(AuditWitness.NONE);
    return settings.all().stream()
        .filter(setting -> setting.name().equals("audit"))
        .map(setting -> new Named(setting.value(), witness))
        .findFirst();
  }

  /** A trail that is read; {@code close} frees what it was opened with. */
  private interface Trail extends AutoCloseable {
    AuditCheck check() throws IOException;

    void each(Consumer<AuditRecord> found) throws IOException;

    @Override
    void close();

    static Trail open(Named named, CommandSession session) {
      String place = named.place();
      String path = place.startsWith("file:") ? place.substring("file:".length()) : place;
      return StoreChoice.isUri(path)
          ? new OfStore(settings(session).openOther(path), named.witness())
          : OfDirectory.at(LocalFiles.path(path), named.witness());
    }

    /** No layer is put around the store of a trail: reading it leaves no line in it. */
    private static Settings settings(CommandSession session) {
      return FileStores.settings(session.choice().config());
    }
  }

  private record OfDirectory(Path directory, AuditWitness witness) implements Trail {
    static OfDirectory at(Path directory, AuditWitness witness) {
      if (!Files.isDirectory(directory)) {
        throw new CommandException(ExitCode.DIRECTORY_NOT_FOUND, directory + ": no such directory");
      }
      return new OfDirectory(directory, witness);
    }

    @Override
    public AuditCheck check() throws IOException {
      return AuditCheck.of(directory, witness);
    }

    @Override
    public void each(Consumer<AuditRecord> found) throws IOException {
      AuditReader.read(directory, found);
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }

  private record OfStore(FileStore store, AuditWitness witness) implements Trail {
    @Override
    public AuditCheck check() throws IOException {
      return AuditCheck.of(store, witness);
    }

    @Override
    public void each(Consumer<AuditRecord> found) throws IOException {
      AuditReader.read(store, found);
    }

    @Override
    public void close() {
      store.close();
    }
  }

  private static CommandException usage(String message) {
    return new CommandException(ExitCode.USAGE, "audit: " + message + "\nTry: coffer audit --help");
  }

  // ---- Checking

  private static void verify(AuditCheck check, CommandSession session) {
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
      console.say(
          "%s: %d lines, the last is %d with hash %s"
              .formatted(state(check), check.lines(), check.sequence(), check.hash()));
    }
    if (!check.isIntact()) {
      throw new CommandException(ExitCode.NOT_RETRYABLE, "audit: the trail was tampered with");
    }
  }

  private static String state(AuditCheck check) {
    if (!check.isIntact()) {
      return "NOT intact";
    }
    return check.lines() == 0 ? "empty" : "intact";
  }

  // ---- Showing

  private static void show(Trail trail, CommandSession session) throws IOException {
    Predicate<AuditRecord> asked = asked(session.words());
    trail.each(
        entry -> {
          if (asked.test(entry)) {
            session.console().say(session.json() ? json(entry) : text(entry));
          }
        });
  }

  private static Predicate<AuditRecord> asked(ParsedArguments words) {
    Optional<String> actor = Optional.ofNullable(words.value(ACTOR));
    Optional<Instant> since = Optional.ofNullable(words.value(SINCE)).map(Age::ago);
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
