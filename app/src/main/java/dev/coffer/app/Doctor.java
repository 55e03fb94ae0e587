package dev.coffer.app;

import dev.coffer.app.doctor.CheckResult;
import dev.coffer.app.doctor.Examination;
import dev.coffer.text.ProductVersion;
import java.util.List;
import java.util.Optional;

/** Reports how a store is configured and whether it works. */
final class Doctor implements Verb {
  private static final int NAME_WIDTH = 14;
  private static final VerbOption CLEAN =
      VerbOption.of("--clean", "Remove what interrupted operations have left beside the files.");

  @Override
  public Usage usage() {
    return new Usage(
        "doctor",
        "Report how the store is configured, whether it works, and what to do if not.",
        List.of(CLEAN),
        List.of(
            new PositionalArgument(
                "STORE",
                PositionalArgument.Count.OPTIONAL,
                "Its URI or @NAME; else the store of the other verbs.")),
        """
        Opens the store, and writes, reads, lists and deletes a small file in a directory with a
        random name. No secret is shown. The exit code is that of the first failure. The line "state"
        names the directory in which layers keep files of their own, such as the outbox. Receivers of
        events are opened and told nothing; an outbox that does not exist is not made.

        For a store on a service it shows the place, the source of the credentials, and, if a
        permission is missing, what to add. It ends at the first failure that makes the rest
        pointless: a server that cannot be reached, wrong credentials, a missing bucket.

        It counts what other programs have created and no listing shows, among the first 100,000
        files: links, special files, and names that no path can have. Of a URL it shows the host and
        a hash, since path and query often contain a key.

        Leftovers are what killed processes have left beside the files: unfinished writes, and
        metadata whose file is gone. What a running process may still use is not a leftover: in S3,
        that is an upload with a part of the last day. Files are never removed.
        """,
        List.of("coffer doctor", "coffer doctor --clean", "coffer doctor --json --store memory:"));
  }

  @Override
  public void run(CommandSession session) {
    StoreChoice choice = choice(session);
    print(new CheckResult.Fact("coffer", ProductVersion.TEXT, ""), session);
    Examination examination =
        new Examination(
            choice.config(),
            session.words().places().isEmpty() ? choice.source() : "argument",
            session.words().has(CLEAN),
            session::watch,
            finding -> print(finding, session));
    Optional<RuntimeException> error = examination.run();
    if (error.isPresent()) {
      throw new CommandException(ExitCode.of(error.get()), "doctor: the store does not work");
    }
  }

  private static StoreChoice choice(CommandSession session) {
    String word = session.words().optional(0, "");
    if (!word.isEmpty() && session.words().has(VerbOption.STORE)) {
      throw new CommandException(ExitCode.USAGE, "doctor: name the store once");
    }
    return word.isEmpty() ? session.choice() : new StoreChoice(word, session.console().env());
  }

  /** Prints each line as it is found: what comes next may take long. */
  private static void print(CheckResult finding, CommandSession session) {
    if (session.json()) {
      session.console().out().println(json(finding));
    } else {
      session.console().say(text(finding));
    }
  }

  private static String text(CheckResult finding) {
    if (finding instanceof CheckResult.Fact fact) {
      String source = fact.source().isEmpty() ? "" : "  (" + source(fact) + ")";
      return columns(fact.name(), value(fact) + source);
    }
    if (finding instanceof CheckResult.Failed failed) {
      return columns(failed.name(), "FAILED: " + message(failed))
          + "\n"
          + columns("", "remedy: " + failed.remedy());
    }
    CheckResult.Passed passed = (CheckResult.Passed) finding;
    return columns(passed.name(), "ok: " + ShownAddress.shown(passed.detail()));
  }

  private static String columns(String name, String text) {
    return name + " ".repeat(Math.max(2, NAME_WIDTH - name.length())) + text;
  }

  private static String message(CheckResult.Failed failed) {
    return ShownAddress.shown(String.valueOf(failed.error().getMessage()));
  }

  /** The value of a setting may be a URL as a whole, or several; other facts are sentences. */
  private static String value(CheckResult.Fact fact) {
    return fact.source().isEmpty()
        ? ShownAddress.shown(fact.value())
        : ShownAddress.ofValue(fact.value());
  }

  private static String source(CheckResult.Fact fact) {
    return ShownAddress.shown(fact.source());
  }

  private static String json(CheckResult finding) {
    JsonLine line = new JsonLine();
    if (finding instanceof CheckResult.Fact fact) {
      line.text("fact", fact.name()).text("value", value(fact));
      return fact.source().isEmpty()
          ? line.toString()
          : line.text("source", source(fact)).toString();
    }
    if (finding instanceof CheckResult.Failed failed) {
      line.text("check", failed.name()).flag("ok", false).text("error", message(failed));
      return line.text("remedy", failed.remedy()).toString();
    }
    CheckResult.Passed passed = (CheckResult.Passed) finding;
    return line.text("check", passed.name())
        .flag("ok", true)
        .text("detail", ShownAddress.shown(passed.detail()))
        .toString();
  }
}
