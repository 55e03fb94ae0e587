package dev.coffer.app;

import java.util.List;

/** Completion for fish. */
final class FishScript {
  private static final String STORES = " -a '(coffer stores names 2>/dev/null)'";

  private final StringBuilder script =
      new StringBuilder("# Completion of coffer for fish, made by: coffer completion fish\n");

  private FishScript() {}

  static String of(List<Usage> verbs) {
    FishScript fish = new FishScript();
    for (Usage verb : verbs) {
      fish.line("__fish_use_subcommand", " -f -a " + verb.name(), verb.summary());
    }
    fish.option("__fish_use_subcommand", VerbOption.VERSION);
    VerbOption.OF_ALL.forEach(flag -> fish.option("", flag));
    fish.line("string match -q \"@*\" -- (commandline -ct)", " -f" + STORES, "A named store.");
    for (Usage verb : verbs) {
      String condition = "__fish_seen_subcommand_from " + verb.name();
      verb.flags().forEach(flag -> fish.option(condition, flag));
      for (PositionalArgument place : verb.places()) {
        if (!place.choices().isEmpty()) {
          String words = String.join(" ", place.choices());
          fish.line(condition, " -f -a '" + words + "'", place.help());
        }
      }
    }
    return fish.script.toString();
  }

  private void option(String condition, VerbOption flag) {
    String form = flag.name().startsWith("--") ? " -l " : " -s ";
    String name = flag.name().replaceFirst("^-+", "");
    String stores = flag.equals(VerbOption.STORE) ? STORES : "";
    line(condition, form + name + (flag.takesValue() ? " -x" : "") + stores, flag.help());
  }

  private void line(String condition, String what, String help) {
    script.append("complete -c coffer");
    if (!condition.isEmpty()) {
      script.append(" -n '").append(condition).append('\'');
    }
    String text = help.replace("\\", "\\\\").replace("'", "\\'");
    script.append(what).append(" -d '").append(text).append("'\n");
  }
}
