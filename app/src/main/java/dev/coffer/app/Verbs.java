package dev.coffer.app;

import java.util.List;

/** The verbs by name. Only the one that is asked for is made: the start has to be quick. */
final class Verbs {
  static final List<String> NAMES =
      List.of(
          "ls",
          "cat",
          "put",
          "get",
          "cp",
          "mv",
          "rm",
          "stat",
          "tree",
          "du",
          "find",
          "sync",
          "check",
          "share",
          "watch",
          "events",
          "audit",
          "doctor",
          "completion",
          "quickstart");

  private Verbs() {}

  static Verb of(String name) {
    return switch (name) {
      case "ls" -> new Ls();
      case "cat" -> new Cat();
      case "put" -> new Put();
      case "get" -> new Get();
      case "rm" -> new Rm();
      case "stat" -> new Stat();
      case "cp" -> new Cp();
      case "mv" -> new Mv();
      case "tree" -> new Tree();
      case "du" -> new Du();
      case "find" -> new Find();
      case "sync" -> new Sync();
      case "check" -> new Check();
      case "share" -> new Share();
      case "watch" -> new Watch();
      case "events" -> new Events();
      case "audit" -> new Audit();
      case "completion" -> new Completion();
      case "doctor" -> new Doctor();
      case "quickstart" -> new Quickstart();
      default -> throw new CommandException(ExitCode.USAGE, unknown(name));
    };
  }

  private static String unknown(String name) {
    return "no verb '" + name + "'; there are " + String.join(", ", NAMES) + "\nTry: coffer --help";
  }

  /** Where the verb stands: the first word that is no option and no option's value, or -1. */
  static int position(String[] args) {
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals(VerbOption.STORE.name())) {
        i++;
      } else if (!args[i].startsWith("-")) {
        return i;
      }
    }
    return -1;
  }
}
