package dev.coffer.app;

import java.util.ArrayList;
import java.util.List;

/**
 * How a verb is called: declared once, for parsing and for help.
 *
 * @param name the verb
 * @param summary one line
 * @param flags options beside those of every verb
 * @param places its words in order
 * @param notes what else to know: lines, each with its end; may be empty
 * @param examples calls as they are typed; they work in the order in which they stand
 */
record Usage(
    String name,
    String summary,
    List<VerbOption> flags,
    List<PositionalArgument> places,
    String notes,
    List<String> examples) {
  private static final int SYNOPSIS_WIDTH = 90;

  /** Without notes. */
  Usage(
      String name,
      String summary,
      List<VerbOption> flags,
      List<PositionalArgument> places,
      List<String> examples) {
    this(name, summary, flags, places, "", examples);
  }

  /** Returns the form of a call, in lines that fit a terminal together with what stands before. */
  String synopsis() {
    StringBuilder form = new StringBuilder("coffer ").append(name);
    int end = SYNOPSIS_WIDTH;
    for (String word : words()) {
      boolean fits = form.length() + 1 + word.length() <= end;
      if (!fits) {
        end = form.length() + SYNOPSIS_WIDTH;
      }
      form.append(fits ? " " : "\n    ").append(word);
    }
    return form.toString();
  }

  private List<String> words() {
    List<String> words = new ArrayList<>();
    flags.forEach(flag -> words.add("[" + flag + "]" + (flag.isRepeatable() ? "..." : "")));
    places.forEach(place -> words.add(place.toString()));
    return words;
  }

  /** Reads a call's words. */
  ParsedArguments parse(String[] args) {
    List<VerbOption> all = new ArrayList<>(flags);
    all.addAll(VerbOption.OF_ALL);
    try {
      ParsedArguments words = ParsedArguments.parse(args, all);
      if (!words.has(VerbOption.HELP)) {
        check(words.places());
      }
      return words;
    } catch (UsageException e) {
      throw new CommandException(
          ExitCode.USAGE, e.getMessage() + "\nTry: coffer " + name + " --help");
    }
  }

  private void check(List<String> words) {
    for (int i = words.size(); i < places.size(); i++) {
      if (places.get(i).count().isRequired()) {
        throw new UsageException(name + ": " + places.get(i).name() + " is missing");
      }
    }
    boolean endless = !places.isEmpty() && places.get(places.size() - 1).count().isEndless();
    if (words.size() > places.size() && !endless) {
      throw new UsageException(
          name + ": one word too many: " + ShownAddress.ofStore(words.get(places.size())));
    }
  }
}
