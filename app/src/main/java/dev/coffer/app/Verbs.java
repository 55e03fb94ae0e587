package dev.coffer.app;

import dev.coffer.text.Suggestions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The verbs by name. Only the requested one is created, since the start must be quick. */
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
          "versions",
          "diff",
          "restore",
          "undelete",
          "prune",
          "share",
          "watch",
          "events",
          "repair",
          "replica",
          "audit",
          "cache",
          "doctor",
          "stores",
          "plugins",
          "completion",
          "version",
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
      case "versions" -> new Versions();
      case "diff" -> new Diff();
      case "restore" -> new Restore();
      case "undelete" -> new Undelete();
      case "prune" -> new Prune();
      case "share" -> new Share();
      case "watch" -> new Watch();
      case "events" -> new Events();
      case "repair" -> new Repair();
      case "replica" -> new Replica();
      case "audit" -> new Audit();
      case "cache" -> new Cache();
      case "doctor" -> new Doctor();
      case "stores" -> new Stores();
      case "plugins" -> new Plugins();
      case "completion" -> new Completion();
      case "version" -> new Version();
      case "quickstart" -> new Quickstart();
      default -> throw new CommandException(ExitCode.USAGE, unknown(name));
    };
  }

  /** Returns how a verb is called, {@code help} among them. */
  static Usage usage(String name) {
    return name.equals(Help.USAGE.name()) ? Help.USAGE : of(name).usage();
  }

  /** Returns how each verb is called, {@code help} last. */
  static List<Usage> usages() {
    List<Usage> usages = new ArrayList<>();
    NAMES.forEach(name -> usages.add(of(name).usage()));
    usages.add(Help.USAGE);
    return usages;
  }

  private static String unknown(String name) {
    List<String> known = new ArrayList<>(NAMES);
    known.add(Help.USAGE.name());
    Optional<String> near = Suggestions.to(name, known);
    return "no verb '"
        + name
        + "'; "
        + near.map(verb -> "did you mean '" + verb + "'?")
            .orElseGet(() -> "there are " + String.join(", ", known))
        + "\nTry: coffer --help";
  }

  /** Returns the index of the first word that is no option and no option's value, or -1. */
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
