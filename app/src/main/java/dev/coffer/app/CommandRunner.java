package dev.coffer.app;

import dev.coffer.app.plugin.PluginPath;
import dev.coffer.app.plugin.PluginSet;

/** Runs one command, from its arguments to its exit code. */
final class CommandRunner {
  private final Console console;
  private final PluginPath plugins;

  /** Without the plug-ins of the user's own directory. */
  CommandRunner(Console console) {
    this(console, new PluginPath(console.env().getOrDefault(PluginPath.VARIABLE, ""), ""));
  }

  CommandRunner(Console console, PluginPath plugins) {
    this.console = console;
    this.plugins = plugins;
  }

  /** Runs the command; every error becomes a message and an exit code. */
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
      dispatchWithPlugins(args);
      console.out().flush();
      return ExitCode.OK;
    } catch (OutputException e) {
      return failedOutput(e);
    } catch (RuntimeException | OutOfMemoryError | LinkageError e) {
      return ending.hasBegun() ? ExitCode.INTERRUPTED : failed(e);
    }
  }

  private void dispatchWithPlugins(String[] args) {
    try (PluginSet installed = PluginSet.install(plugins)) {
      dispatch(args, installed);
    }
  }

  private void dispatch(String[] args, PluginSet installed) {
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
        run(verb, new CommandSession(console, words, installed));
      }
    }
  }

  private void run(Verb verb, CommandSession session) {
    if (!session.plugins().unusable().isEmpty() && !(verb instanceof Plugins)) {
      warnOf(session.plugins());
    }
    try {
      verb.run(session);
    } finally {
      if (session.words().has(VerbOption.STATS)) {
        console.err().print(session.statistics().table());
      }
    }
  }

  private void warnOf(PluginSet plugins) {
    plugins
        .unusable()
        .forEach((jar, reason) -> console.warn("plug-in " + jar + " is left out: " + reason));
  }

  private void withoutVerb(String[] args) {
    ParsedArguments words = Arguments.withoutVerb(args);
    if (words.has(VerbOption.HELP)) {
      console.say(Help.ofAll());
    } else if (words.has(VerbOption.VERSION)) {
      console.say(Version.text());
    } else {
      console.err().println(Help.ofAll());
      throw new CommandException(ExitCode.USAGE, "a verb is missing");
    }
  }

  private void help(String[] args) {
    ParsedArguments words = Help.USAGE.parse(args);
    if (words.has(Help.MAN)) {
      console.out().println(ManPage.ofAll());
    } else if (words.places().isEmpty()) {
      console.say(Help.ofAll());
    } else {
      console.say(Help.of(Verbs.usage(words.place(0))));
    }
  }

  /** Writes what was printed before the failure, then the message. */
  private int failed(Throwable error) {
    try {
      console.out().flush();
    } catch (OutputException e) {
      return failedOutput(e);
    }
    String message = ErrorMessage.of(error);
    if (!message.isEmpty()) {
      console.warn(message);
    }
    return ExitCode.of(error);
  }

  private int failedOutput(OutputException error) {
    if (error.isBrokenPipe()) {
      return ExitCode.BROKEN_PIPE;
    }
    console.warn(String.valueOf(error.getMessage()));
    return ExitCode.OTHER;
  }
}
