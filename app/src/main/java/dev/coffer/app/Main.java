package dev.coffer.app;

import dev.coffer.app.plugin.PluginPath;

/** The command line's entry point. */
public final class Main {
  private Main() {}

  /**
   * Runs one command and ends the process with its exit code.
   *
   * @param args the verb, its arguments and options
   */
  public static void main(String[] args) {
    Console console = Console.ofProcess();
    System.exit(new CommandRunner(console, PluginPath.ofProcess(console.env())).run(args));
  }
}
