package dev.coffer.app;

import java.util.List;

/**
 * Which standard streams are terminals.
 *
 * @param in whether standard input is a terminal: a user can answer
 * @param out whether standard output is one: a user reads the data
 * @param err whether standard error is one: a user reads the messages
 */
record Terminals(boolean in, boolean out, boolean err) {
  /** Set by the launcher, which can ask the system; Java can only guess. */
  static final String PROPERTY = "coffer.terminals";

  static final Terminals NONE = new Terminals(false, false, false);

  private static final int CONSOLE_WITHOUT_TERMINAL = 22;

  static Terminals ofProcess() {
    String given = System.getProperty(PROPERTY);
    if (given != null) {
      List<String> names = List.of(given.split(","));
      return new Terminals(names.contains("in"), names.contains("out"), names.contains("err"));
    }
    boolean all = hasConsole();
    return new Terminals(all, all, all);
  }

  @SuppressWarnings("SystemConsoleNull") // asked only where it is null without a terminal
  private static boolean hasConsole() {
    // From 22 on there is a console also where there is no terminal, and asking it is slow.
    return Runtime.version().feature() < CONSOLE_WITHOUT_TERMINAL && System.console() != null;
  }
}
