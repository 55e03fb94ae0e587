package dev.coffer.app;

/** The command line's entry point. */
public final class Main {
  private Main() {}

  /**
   * Runs one command and ends the process with its exit code.
   *
   * @param args the verb, its arguments and options
   */
  public static void main(String[] args) {
    System.exit(new CommandRunner(Console.ofProcess()).run(args));
  }
}
