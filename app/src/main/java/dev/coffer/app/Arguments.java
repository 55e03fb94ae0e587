package dev.coffer.app;

import java.util.ArrayList;
import java.util.List;

/** The words of a call. */
final class Arguments {
  private Arguments() {}

  /** Reads a call that has options alone. */
  static ParsedArguments withoutVerb(String[] args) {
    List<VerbOption> known = new ArrayList<>(VerbOption.OF_ALL);
    known.add(VerbOption.VERSION);
    try {
      return ParsedArguments.parse(args, known);
    } catch (UsageException e) {
      throw new CommandException(ExitCode.USAGE, e.getMessage() + "\nTry: coffer --help");
    }
  }

  static String[] without(String[] args, int index) {
    String[] rest = new String[args.length - 1];
    System.arraycopy(args, 0, rest, 0, index);
    System.arraycopy(args, index + 1, rest, index, rest.length - index);
    return rest;
  }

  /** Refuses names that the JVM could not decode: they would name other files. */
  static void requireReadable(String[] args) {
    String encoding = System.getProperty("sun.jnu.encoding", "UTF-8");
    if (encoding.equals("UTF-8")) {
      return;
    }
    for (String arg : args) {
      if (arg.indexOf('\uFFFD') >= 0) {
        throw new CommandException(
            ExitCode.USAGE, "'" + arg + "' is not readable in this locale: set LC_ALL=C.UTF-8");
      }
    }
  }
}
