package dev.coffer.app;

import dev.coffer.app.plugin.InstalledProvider;
import dev.coffer.app.plugin.PluginPath;
import dev.coffer.app.plugin.PluginSet;
import java.util.List;
import java.util.stream.Collectors;

/** Lists the providers of stores, layers, listeners and receivers, and the jars of plug-ins. */
final class Plugins implements Verb {
  /** Where an unknown name may come from. */
  static final String ADVICE =
      "A plug-in can add others: copy its jars to ~/.coffer/lib or name them in "
          + PluginPath.VARIABLE
          + "; see: coffer plugins --help";

  private static final int KIND_WIDTH = 10;
  private static final int NAME_WIDTH = 26;

  @Override
  public Usage usage() {
    return new Usage(
        "plugins",
        "List the stores, layers, listeners and receivers that are installed.",
        List.of(),
        List.of(),
        """
        A plug-in is a jar with a provider of a store, a layer, a listener or a receiver. The jars that
        COFFER_CLASSPATH names, and those in ~/.coffer/lib, are in use: put the jars that a plug-in
        needs beside it. COFFER_CLASSPATH is a list of jars, and of directories that contain jars,
        separated like a class path (: on Unix, ; on Windows).

        A jar that cannot be read, is for a later Java, or provides what is there already, is left out
        with a warning; then the exit code of this command is 7.
        """,
        List.of("coffer plugins", "coffer plugins --json"));
  }

  @Override
  public void run(CommandSession session) {
    PluginSet plugins = session.plugins();
    plugins.builtIn().forEach(each -> print(each, "", session));
    plugins.providers().forEach((jar, found) -> print(jar.toString(), found, session));
    plugins.unusable().forEach((jar, reason) -> printUnusable(jar, reason, session));
    if (!plugins.unusable().isEmpty()) {
      throw new CommandException(
          ExitCode.CONFIGURATION,
          "plugins: "
              + Display.count(plugins.unusable().size(), "jar is", "jars are")
              + " left out");
    }
  }

  private static void print(String jar, List<InstalledProvider> found, CommandSession session) {
    if (found.isEmpty()) {
      line(session, new JsonLine().text("kind", "library").text("jar", jar), "library", "", jar);
    }
    found.forEach(each -> print(each, jar, session));
  }

  private static void print(InstalledProvider provider, String jar, CommandSession session) {
    String kind = provider.kind().toString();
    JsonLine json = new JsonLine().text("kind", kind).text("name", provider.name());
    if (!provider.schemes().isEmpty()) {
      json.texts("schemes", provider.schemes().stream().sorted().toList());
    }
    json.text("class", provider.className()).flag("builtIn", jar.isEmpty());
    if (!jar.isEmpty()) {
      json.text("jar", jar);
    }
    line(session, json, kind, title(provider), jar.isEmpty() ? "built in" : jar);
  }

  private static void printUnusable(String jar, String reason, CommandSession session) {
    JsonLine json = new JsonLine().text("kind", "unusable").text("jar", jar);
    line(session, json.text("error", reason), "unusable", "", jar + ": " + reason);
  }

  private static void line(
      CommandSession session, JsonLine json, String kind, String name, String place) {
    session.console().say(session.json() ? json.toString() : columns(kind, name, place));
  }

  private static String columns(String kind, String name, String place) {
    return column(kind, KIND_WIDTH) + column(name, NAME_WIDTH) + place;
  }

  private static String column(String text, int width) {
    return text + " ".repeat(Math.max(2, width - text.length()));
  }

  private static String title(InstalledProvider provider) {
    return provider.schemes().isEmpty()
        ? provider.name()
        : provider.name() + " (" + schemes(provider) + ")";
  }

  private static String schemes(InstalledProvider provider) {
    return provider.schemes().stream()
        .sorted()
        .map(scheme -> scheme + ":")
        .collect(Collectors.joining(", "));
  }
}
