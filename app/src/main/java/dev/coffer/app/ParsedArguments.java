package dev.coffer.app;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was typed, sorted into options and other words.
 *
 * <p>As everywhere: {@code --name value} and {@code --name=value}, {@code -rl} for {@code -r -l},
 * {@code -d 2} and {@code -d2}, only words after {@code --}, and {@code -} alone and {@code -1} are
 * words.
 */
final class ParsedArguments {
  private final List<VerbOption> known;
  private final Map<String, String> options = new HashMap<>();
  private final List<Given> repeated = new ArrayList<>();
  private final List<String> places = new ArrayList<>();

  /** One of the values of an option that may be given several times. */
  record Given(VerbOption option, String value) {}

  private ParsedArguments(List<VerbOption> known) {
    this.known = known;
  }

  static ParsedArguments parse(String[] args, List<VerbOption> known) {
    ParsedArguments words = new ParsedArguments(known);
    int at = 0;
    while (at < args.length && !args[at].equals("--")) {
      at = words.take(args, at);
    }
    for (at++; at < args.length; at++) {
      words.places.add(args[at]);
    }
    return words;
  }

  boolean has(VerbOption flag) {
    return has(flag.name());
  }

  boolean has(String option) {
    return options.containsKey(option);
  }

  @Nullable String value(VerbOption flag) {
    return options.get(flag.name());
  }

  /** Returns the values of options that may be given several times, in the order of the call. */
  List<Given> repeated(VerbOption... of) {
    List<VerbOption> asked = List.of(of);
    return repeated.stream().filter(given -> asked.contains(given.option())).toList();
  }

  List<String> places() {
    return places;
  }

  String place(int index) {
    return places.get(index);
  }

  /** A word that may be left out. */
  String optional(int index, String otherwise) {
    return index < places.size() ? places.get(index) : otherwise;
  }

  /** Takes the word at an index and gives the index of the next. */
  private int take(String[] args, int at) {
    String word = args[at];
    if (!word.startsWith("-") || word.equals("-") || isNumber(word)) {
      places.add(word);
      return at + 1;
    }
    if (!word.startsWith("--")) {
      return takeShort(args, at);
    }
    int equal = word.indexOf('=');
    VerbOption flag = find(equal < 0 ? word : word.substring(0, equal));
    if (equal >= 0) {
      put(flag, requireTakesValue(flag, word.substring(equal + 1)));
    } else if (flag.takesValue()) {
      put(flag, valueAfter(flag, args, at));
      return at + 2;
    } else {
      options.put(flag.name(), "");
    }
    return at + 1;
  }

  /** A number below zero, such as that of a version, is a word: no option is a digit. */
  private static boolean isNumber(String word) {
    return word.chars().skip(1).allMatch(c -> c >= '0' && c <= '9');
  }

  private int takeShort(String[] args, int at) {
    String cluster = args[at];
    for (int i = 1; i < cluster.length(); i++) {
      VerbOption flag = find("-" + cluster.charAt(i));
      if (flag.takesValue()) {
        return takeShortValue(flag, cluster.substring(i + 1), args, at);
      }
      options.put(flag.name(), "");
    }
    return at + 1;
  }

  /** The rest of the cluster is the value, else the next word. */
  private int takeShortValue(VerbOption flag, String rest, String[] args, int at) {
    put(flag, rest.isEmpty() ? valueAfter(flag, args, at) : rest);
    return rest.isEmpty() ? at + 2 : at + 1;
  }

  private static String requireTakesValue(VerbOption flag, String value) {
    if (!flag.takesValue()) {
      throw new UsageException(flag.name() + " takes no value");
    }
    return value;
  }

  private static String valueAfter(VerbOption flag, String[] args, int at) {
    if (at + 1 == args.length) {
      throw new UsageException(flag + ": the value is missing");
    }
    return args[at + 1];
  }

  private void put(VerbOption flag, String value) {
    if (flag.isRepeatable()) {
      repeated.add(new Given(flag, value));
    } else if (options.put(flag.name(), value) != null) {
      throw new UsageException(flag.name() + " is given twice");
    }
  }

  private VerbOption find(String name) {
    if (name.equals("-h")) {
      return VerbOption.HELP;
    }
    for (VerbOption flag : known) {
      if (flag.name().equals(name)) {
        return flag;
      }
    }
    throw new UsageException(
        "unknown option " + name + " (a name that starts with - stands after --)");
  }
}
