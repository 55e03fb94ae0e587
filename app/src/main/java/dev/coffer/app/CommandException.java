package dev.coffer.app;

/** A command that ends with a message and an exit code of its own. */
final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  CommandException(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** Ends a command that has told all, and whose answer is its exit code. */
  static CommandException silent(int exitCode) {
    return new CommandException(exitCode, "");
  }

  int exitCode() {
    return exitCode;
  }
}
