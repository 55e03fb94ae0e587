package dev.coffer.app;

import dev.coffer.FileStoreException;
import java.io.PrintWriter;
import java.io.StringWriter;

/** One call of the command line, from its arguments to its exit code. */
final class CommandRunner {
  private static final String OUT_OF_MEMORY =
      "out of memory: give Java more (java -Xmx256m -jar coffer.jar), or for a bucket let less be on"
          + " its way at a time (the options part-size=5MiB and parts.concurrency=1)";

  private final Console console;

  CommandRunner(Console console) {
    this.console = console;
  }

  /** Runs it; every error becomes a message and a code. */
  int run(String... args) {
    ShutdownHook ending = ShutdownHook.watch();
    try {
      return run(args, ending);
    } finally {
      ending.over();
    }
  }

  private int run(String[] args, ShutdownHook ending) {
    try {
      Arguments.requireReadable(args);
      dispatch(args);
      console.out().flush();
      return ExitCode.OK;
    } catch (OutputException e) {
      return failedOutput(e);
    } catch (RuntimeException | OutOfMemoryError e) {
      return ending.hasBegun() ? ExitCode.INTERRUPTED : failed(e);
    }
  }

  private void dispatch(String[] args) {
    int verbAt = Verbs.position(args);
    if (verbAt < 0) {
      withoutVerb(args);
    } else if (args[verbAt].equals("help")) {
      help(Arguments.without(args, verbAt));
    } else {
      Verb verb = Verbs.of(args[verbAt]);
      ParsedArguments words = verb.usage().parse(Arguments.without(args, verbAt));
      if (words.has(VerbOption.HELP)) {
        console.say(Help.of(verb.usage()));
      } else {
        run(verb, new CommandSession(console, words));
      }
    }
  }

  private void run(Verb verb, CommandSession session) {
    try {
      verb.run(session);
    } finally {
      if (session.words().has(VerbOption.STATS)) {
        console.err().print(session.statistics().table());
      }
    }
  }

  private void withoutVerb(String[] args) {
    ParsedArguments words = Arguments.withoutVerb(args);
    if (words.has(VerbOption.HELP)) {
      console.say(Help.ofAll());
    } else if (words.has(VerbOption.VERSION)) {
      console.say("coffer " + Version.text());
    } else {
      console.err().println(Help.ofAll());
      throw new CommandException(ExitCode.USAGE, "a verb is missing");
    }
  }

  private void help(String[] topics) {
    console.say(topics.length == 0 ? Help.ofAll() : Help.of(Verbs.of(topics[0]).usage()));
  }

  /** What was written before the failure still goes out. */
  private int failed(Throwable error) {
    try {
      console.out().flush();
    } catch (OutputException e) {
      return failedOutput(e);
    }
    console.warn(message(error));
    return ExitCode.of(error);
  }

  private int failedOutput(OutputException error) {
    if (error.isBrokenPipe()) {
      return ExitCode.BROKEN_PIPE;
    }
    console.warn(String.valueOf(error.getMessage()));
    return ExitCode.OTHER;
  }

  private static String message(Throwable error) {
    if (error instanceof FileStoreException || error instanceof CommandException) {
      return String.valueOf(error.getMessage());
    }
    return error instanceof OutOfMemoryError ? OUT_OF_MEMORY : trace(error);
  }

  /** Only for what no user can cause. */
  private static String trace(Throwable error) {
    StringWriter trace = new StringWriter();
    error.printStackTrace(new PrintWriter(trace));
    return "a fault of Coffer, please report it: " + trace;
  }
}
