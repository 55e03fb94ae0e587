package dev.coffer.app;

import java.util.List;

/**
 * Whether somebody is there.
 *
 * @param in whether standard input is a terminal: somebody can answer
 * @param out whether standard output is one: somebody reads the data
 * @param err whether standard error is one: somebody reads the messages
 */
record Terminals(boolean in, boolean out, boolean err) {
  /** Set by the launcher, which can ask the system; Java can only guess. */
  static final String PROPERTY = "coffer.terminals";

  static final Terminals NONE = new Terminals(false, false, false);

  private static final int CONSOLE_WITHOUT_TERMINAL = 22;

  static Terminals ofProcess() {
    String told = System.getProperty(PROPERTY);
    if (told != null) {
      List<String> names = List.of(told.split(","));
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
