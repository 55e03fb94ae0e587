package dev.coffer.documentation;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.testkit.FreePort;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A process of a message broker on a free port, whose address is in a variable. */
final class BusFixture implements Fixture {
  private static final int PORTS = 10;

  private final int port;
  private final Process process;
  private final Map<String, String> environment;

  private BusFixture(String scheme, List<String> command, Path home) throws IOException {
    port = FreePort.find();
    List<String> words = new ArrayList<>(command);
    words.set(0, program(command.get(0)).toString());
    words.replaceAll(word -> word.equals("PORT") ? String.valueOf(port) : word);
    process =
        new ProcessBuilder(words)
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    environment = Map.of(scheme.toUpperCase(Locale.ROOT) + "_URL", scheme + "://127.0.0.1:" + port);
  }

  /** Tries some ports: another process may take one before the server does, which ends then. */
  private static BusFixture start(String scheme, List<String> command, Path home)
      throws IOException {
    for (int tried = 0; tried < PORTS; tried++) {
      BusFixture fixture = new BusFixture(scheme, command, home);
      if (fixture.listens()) {
        return fixture;
      }
    }
    throw new IOException("the server ended at once on each of " + PORTS + " ports");
  }

  static BusFixture nats(Path home) throws IOException {
    return start(
        "nats",
        List.of("nats-server", "-a", "127.0.0.1", "-p", "PORT", "-js", "-sd", home + "/js"),
        home);
  }

  static BusFixture redis(Path home) throws IOException {
    return start(
        "redis",
        List.of("redis-server", "--bind", "127.0.0.1", "--port", "PORT", "--save", ""),
        home);
  }

  private static Path program(String name) {
    Stream<String> path =
        Stream.concat(
            Stream.of(System.getenv("PATH").split(File.pathSeparator)), Stream.of("/usr/sbin"));
    Path found =
        path.map(directory -> Path.of(directory, name))
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(Path.of(""));
    assumeTrue(
        !found.toString().isEmpty(), name + " is not installed: install the package " + name);
    return found;
  }

  private boolean listens() {
    while (process.isAlive()) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return true;
      } catch (IOException e) {
        LockSupport.parkNanos(100_000);
      }
    }
    return false;
  }

  @Override
  public Map<String, String> environment() {
    return environment;
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
