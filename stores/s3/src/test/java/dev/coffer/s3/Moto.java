package dev.coffer.s3;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The moto server as a process, where it is on the path and {@code -Dcoffer.moto=true} asks for it,
 * since it is slow: flat keys, conditions decided at once. One for all tests of a JVM, ended with
 * it.
 */
final class Moto {
  private static final Pattern PORT = Pattern.compile(".*http://127\\.0\\.0\\.1:(\\d+).*");
  private static @Nullable Server running;

  private Moto() {}

  /** The server; the test is skipped when there is none. */
  static synchronized Server server() {
    assumeTrue(Boolean.getBoolean("coffer.moto"), "-Dcoffer.moto=true was not asked for");
    assumeTrue(program().isPresent(), "moto_server is not on the path");
    Server server = running;
    if (server == null) {
      server = start(program().get());
      running = server;
    }
    return server;
  }

  private static Optional<Path> program() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, "moto_server"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Server start(Path program) {
    try {
      Process process =
          new ProcessBuilder(program.toString(), "-H", "127.0.0.1", "-p", "0")
              .redirectErrorStream(true)
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process)));
      BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher port = PORT.matcher(line);
        if (port.matches()) {
          swallow(lines);
          return new Server(URI.create("http://127.0.0.1:" + port.group(1)), "id", "moto-secret");
        }
      }
      throw new AssertionError("moto_server ended");
    } catch (IOException e) {
      throw new AssertionError("moto_server does not start", e);
    }
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** It logs every request and would block without a reader. */
  private static void swallow(BufferedReader lines) {
    Thread reader =
        new Thread(
            () -> {
              try {
                lines.transferTo(Writer.nullWriter());
              } catch (IOException e) {
                // It has ended.
              }
            });
    reader.setDaemon(true);
    reader.start();
  }
}
