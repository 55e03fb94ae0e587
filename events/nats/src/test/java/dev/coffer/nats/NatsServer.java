package dev.coffer.nats;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.testkit.FreePort;
import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A process of nats-server with JetStream, which tests stop, kill and start again. */
final class NatsServer implements AutoCloseable {
  static final String STREAM = "FILES";
  static final String SUBJECT = "coffer.files";

  private static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);

  /** How long the server may take to start, and its administration to answer. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Path directory;
  private final int port;
  private final String[] more;
  private Process process;

  NatsServer(Path directory, String... more) {
    assumeTrue(isInstalled(), "nats-server is not installed: install the package nats-server");
    this.directory = directory;
    this.more = more.clone();
    this.port = FreePort.find();
    this.process = start();
  }

  private static boolean isInstalled() {
    String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin";
    return Arrays.stream(path.split(File.pathSeparator))
        .anyMatch(each -> Files.isExecutable(Path.of(each, "nats-server")));
  }

  private Process start() {
    String found = Files.isExecutable(Path.of("/usr/sbin/nats-server")) ? "/usr/sbin/" : "";
    List<String> command =
        new ArrayList<>(
            List.of(
                found + "nats-server",
                "-a",
                "127.0.0.1",
                "-p",
                "" + port,
                "-js",
                "-sd",
                directory.resolve("js").toString()));
    command.addAll(List.of(more));
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("log").toFile()))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "nats://127.0.0.1:" + port;
  }

  int port() {
    return port;
  }

  /** Connects once the server is up. */
  Connection connect() throws InterruptedException {
    return connect(new Options.Builder());
  }

  Connection connect(Options.Builder options) throws InterruptedException {
    options.server(url()).connectionTimeout(PATIENCE).errorListener(new Quiet());
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return Nats.connect(options.build());
      } catch (IOException e) {
        if (!process.isAlive() || System.nanoTime() > end) {
          throw new UncheckedIOException(log(), e);
        }
        LockSupport.parkNanos(MILLISECOND);
      }
    }
  }

  private String log() {
    try {
      return (process.isAlive() ? "" : "it has ended: ")
          + Files.readString(directory.resolve("log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static StreamConfiguration.Builder stream() {
    return StreamConfiguration.builder()
        .name(STREAM)
        .subjects(SUBJECT + ".>")
        .storageType(StorageType.File);
  }

  static void create(Connection connection) throws Exception {
    JetStreamManagement management = connection.jetStreamManagement();
    management.addStream(stream().build());
  }

  /** As if its power were cut, but for the system's cache. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  void restart() {
    process = start();
  }

  /** Keeps its connections and answers nothing. */
  void stop() {
    signal("STOP");
  }

  void resume() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, "" + process.pid()).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns once it writes no more: its directory is deleted after the test. */
  @Override
  public void close() {
    process.destroyForcibly();
    Process unused = process.onExit().join();
  }

  private static final class Quiet implements io.nats.client.ErrorListener {}
}
