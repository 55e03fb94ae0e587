package dev.coffer.redis;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.testkit.FreePort;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A Redis of the tests, on a free port of 127.0.0.1, in a process of its own that can be killed,
 * started again and paused. It keeps nothing on disk unless it is told to.
 */
final class RedisServer implements AutoCloseable {
  private final Path directory;
  private final int port;
  private final List<String> settings;
  private Process process;

  private RedisServer(Path directory, int port, List<String> settings) throws IOException {
    this.directory = directory;
    this.port = port;
    this.settings = settings;
    this.process = run();
  }

  /**
   * Starts a server. A test is skipped where there is none.
   *
   * @param settings such as {@code --maxmemory 10mb}, word by word
   */
  static RedisServer start(String... settings) {
    assumeTrue(isInstalled(), "redis-server is not on the PATH: install the package redis-server");
    try {
      return new RedisServer(
          Files.createTempDirectory("redis"), FreePort.find(), List.of(settings));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isInstalled() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(each -> Files.isExecutable(Path.of(each, "redis-server")));
  }

  private Process run() throws IOException {
    List<String> command =
        new ArrayList<>(Arrays.asList("redis-server", "--bind", "127.0.0.1", "--save", ""));
    command.addAll(List.of("--port", String.valueOf(port), "--dir", directory.toString()));
    command.addAll(settings);
    Process started =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
    while (!answers()) {
      if (!started.isAlive()) {
        throw new IOException(Files.readString(directory.resolve("log")));
      }
      LockSupport.parkNanos(100_000);
    }
    return started;
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readNBytes(1);
      return (answer.length == 1 && answer[0] != '-') || settings.contains("--requirepass");
    } catch (IOException e) {
      return false;
    }
  }

  int port() {
    return port;
  }

  /** Returns {@code redis://127.0.0.1:port}. */
  String uri() {
    return "redis://127.0.0.1:" + port;
  }

  /** Ends it as a crash does. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Starts it again on the same port, after {@link #kill}. */
  void restart() throws IOException {
    process = run();
  }

  /** Stops the process: connections stay open, and nobody answers. */
  void pause() throws IOException {
    signal("STOP");
  }

  void resume() throws IOException {
    signal("CONT");
  }

  private void signal(String name) throws IOException {
    Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
    kill.onExit().join();
  }

  @Override
  public void close() {
    kill();
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
