package dev.coffer.app;

/** Whether somebody is looking. */
final class Terminal {
  /** Set by the launcher, which can ask the system; Java can only guess. */
  static final String PROPERTY = "coffer.terminal";

  private static final int CONSOLE_WITHOUT_TERMINAL = 22;

  private Terminal() {}

  @SuppressWarnings("SystemConsoleNull") // asked only where it is null without a terminal
  static boolean isStandardOutput() {
    String told = System.getProperty(PROPERTY);
    if (told != null) {
      return Boolean.parseBoolean(told);
    }
    // From 22 on there is a console also where there is no terminal, and asking it is slow.
    return Runtime.version().feature() < CONSOLE_WITHOUT_TERMINAL && System.console() != null;
  }
}
