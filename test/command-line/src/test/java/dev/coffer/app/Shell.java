package dev.coffer.app;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Runs commands in this process.
 *
 * @param env the environment they see
 * @param input their standard input
 * @param terminals what of it is a terminal
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Shell(Map<String, String> env, byte[] input, Terminals terminals) {
  /** On a local store. */
  static Shell on(Path root) {
    return new Shell(Map.of("COFFER_STORE", uri(root)), new byte[0], Terminals.NONE);
  }

  static String uri(Path root) {
    return "file:" + root.toUri().getRawPath();
  }

  Shell withInput(String text) {
    return new Shell(env, text.getBytes(StandardCharsets.UTF_8), terminals);
  }

  Shell onTerminal() {
    return new Shell(env, input, new Terminals(true, true, true));
  }

  Result run(String... args) {
    InputStream in = new ByteArrayInputStream(input);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            in,
            new StandardOutput(out),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            env,
            terminals);
    int code = new CommandRunner(console).run(args);
    return new Result(code, out.toByteArray(), err.toString(StandardCharsets.UTF_8));
  }

  /** What a command left. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Result(int code, byte[] bytes, String err) {
    String out() {
      return new String(bytes, StandardCharsets.UTF_8);
    }

    List<String> lines() {
      return out().lines().toList();
    }
  }
}
