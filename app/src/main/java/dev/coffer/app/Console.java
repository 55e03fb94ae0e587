package dev.coffer.app;

import dev.coffer.text.Printable;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The streams and the environment of a command.
 *
 * @param in standard input
 * @param out standard output: data alone
 * @param err standard error: messages
 * @param env the environment
 * @param terminals which of the three are terminals
 */
record Console(
    InputStream in,
    StandardOutput out,
    PrintStream err,
    Map<String, String> env,
    Terminals terminals) {

  static Console ofProcess() {
    Terminals terminals = Terminals.ofProcess();
    return new Console(
        StandardInput.ofProcess(),
        new StandardOutput(new FileOutputStream(FileDescriptor.out)),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        System.getenv(),
        terminals);
  }

  /** Prints a line for the user to standard output. */
  void say(String line) {
    out.println(terminals.out() ? Printable.lines(line) : line);
  }

  /**
   * Asks the user; without a terminal the answer is yes, since the command was given on purpose.
   */
  boolean confirms(String question) {
    if (!terminals.in() || !terminals.err()) {
      return true;
    }
    err.print("coffer: " + Printable.lines(question) + " [y/N] ");
    err.flush();
    String answer = line().strip();
    return answer.equalsIgnoreCase("y") || answer.equalsIgnoreCase("yes");
  }

  private String line() {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try {
      for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
        line.write(b);
      }
    } catch (IOException e) {
      return "";
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  /** Prints a message to standard error. */
  void warn(String message) {
    err.println("coffer: " + Printable.lines(message));
  }
}
