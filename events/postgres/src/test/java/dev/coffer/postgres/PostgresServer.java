package dev.coffer.postgres;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.testkit.CertificateAuthority;
import dev.coffer.testkit.FreePort;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A server of PostgreSQL for all tests of this process, without syncs; it ends with it. */
final class PostgresServer {
  private static final AtomicInteger SCHEMAS = new AtomicInteger();
  private static Optional<PostgresServer> shared = Optional.empty();

  private final Path bin;
  private final Path directory;
  private final int port;

  private PostgresServer(Path bin, Path directory, int port) {
    this.bin = bin;
    this.directory = directory;
    this.port = port;
  }

  /** Returns the server; skips the test if this machine has none. */
  static synchronized PostgresServer shared() {
    if (shared.isEmpty()) {
      Optional<Path> bin = programs();
      assumeTrue(bin.isPresent(), "there is no server: install the package postgresql");
      shared = Optional.of(start(bin.get(), "fsync=off"));
    }
    return shared.get();
  }

  /** Returns a server for one test alone, which may restart it. */
  static PostgresServer own() {
    Optional<Path> bin = programs();
    assumeTrue(bin.isPresent(), "there is no server: install the package postgresql");
    return start(bin.get(), "fsync=off");
  }

  /** Returns a server for one test alone, whose commits are on the disk. */
  static PostgresServer synced() {
    Optional<Path> bin = programs();
    assumeTrue(bin.isPresent(), "there is no server: install the package postgresql");
    return start(bin.get(), "fsync=on");
  }

  /** Returns a server for one test alone, which speaks to nobody without TLS. */
  static PostgresServer secure(CertificateAuthority.Keys keys) {
    PostgresServer server = own();
    server.demandTls(keys);
    return server;
  }

  private void demandTls(CertificateAuthority.Keys keys) {
    Path home = directory.resolve("db");
    Path key = home.resolve("server.key");
    try {
      Files.writeString(home.resolve("server.crt"), Files.readString(keys.certificate()));
      Files.writeString(home.resolve("pg_hba.conf"), "hostssl all all 127.0.0.1/32 trust\n");
      Files.writeString(key, Files.readString(keys.key()));
      Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (isRoot()) {
      run(List.of("chown", "postgres", key.toString()));
    }
    stop();
    start("ssl=on");
  }

  private static Optional<Path> programs() {
    File[] versions = new File("/usr/lib/postgresql").listFiles();
    return versions == null
        ? Optional.empty()
        : Stream.of(versions)
            .map(version -> version.toPath().resolve("bin"))
            .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
            .max(Path::compareTo);
  }

  private static PostgresServer start(Path bin, String setting) {
    try {
      Path directory = Files.createTempDirectory("coffer-postgres");
      PostgresServer server = new PostgresServer(bin, directory, FreePort.find());
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
      if (isRoot()) {
        run(List.of("chown", "postgres", directory.toString()));
      }
      server.asUser("initdb", "-D", server.data(), "-U", "test", "--auth=trust", "--no-sync");
      server.start(setting);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private String data() {
    return directory.resolve("db").toString();
  }

  private void start(String setting) {
    asUser(
        "pg_ctl",
        "-D",
        data(),
        "-w",
        "-l",
        directory.resolve("log").toString(),
        "-o",
        "-p "
            + port
            + " -c listen_addresses=127.0.0.1 -c max_connections=300 -c unix_socket_directories="
            + directory
            + " -c "
            + setting,
        "start");
  }

  /** Ends the server as a crash does, and starts it again. */
  void restart() {
    stop();
    start("fsync=off");
  }

  void stop() {
    asUser("pg_ctl", "-D", data(), "-m", "immediate", "-w", "stop");
  }

  void startAgain() {
    start("fsync=off");
  }

  private void asUser(String program, String... words) {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    command.add(bin.resolve(program).toString());
    command.addAll(List.of(words));
    run(command);
  }

  private static void run(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(new File("/"))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IllegalStateException("failed: " + command);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  int port() {
    return port;
  }

  String url() {
    return url(port);
  }

  static String url(int port) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=test";
  }

  /** Returns options with a schema that does not exist yet. */
  PostgresOutboxOptions newOutbox() {
    return newOutbox(url());
  }

  static PostgresOutboxOptions newOutbox(String url) {
    PostgresOutboxOptions usual = PostgresOutboxOptions.of(url);
    return new PostgresOutboxOptions(
        url,
        usual.user(),
        usual.password(),
        "t" + ProcessHandle.current().pid() + "_" + SCHEMAS.incrementAndGet(),
        usual.lease(),
        usual.ownerLease(),
        1);
  }

  /** Runs SQL as the administrator. */
  void execute(String sql) {
    try (Connection connection = DriverManager.getConnection(url());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Returns the number that a query has in its first row. */
  long number(String query) {
    try (Connection connection = DriverManager.getConnection(url());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(query, e);
    }
  }

  /** Ends the server and deletes its files. */
  void close() {
    try {
      stop();
    } catch (IllegalStateException e) {
      // It has ended.
    }
    try {
      Files.walkFileTree(directory, new Deletion());
    } catch (IOException e) {
      // The system removes it some day.
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path path, IOException e) throws IOException {
      Files.delete(path);
      return FileVisitResult.CONTINUE;
    }
  }
}
