package dev.coffer.app;

import dev.coffer.text.ProductVersion;
import java.util.List;

/** Prints the version. */
final class Version implements Verb {
  @Override
  public Usage usage() {
    return new Usage(
        "version",
        "Print the version.",
        List.of(),
        List.of(),
        List.of("coffer version", "coffer version --json"));
  }

  @Override
  public void run(CommandSession session) {
    session
        .console()
        .say(
            session.json()
                ? new JsonLine().text("version", ProductVersion.TEXT).toString()
                : text());
  }

  /** Returns the line that {@code --version} prints, too. */
  static String text() {
    return "coffer " + ProductVersion.TEXT;
  }
}
