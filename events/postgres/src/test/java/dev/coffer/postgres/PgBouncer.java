package dev.coffer.postgres;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.testkit.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A pooler whose every transaction may be in another session of the server. */
final class PgBouncer implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/sbin/pgbouncer");

  /** How many sessions of the server it shares among its clients. */
  static final int SESSIONS = 4;

  private final Process process;
  private final Path directory;
  private final int port;

  private PgBouncer(Process process, Path directory, int port) {
    this.process = process;
    this.directory = directory;
    this.port = port;
  }

  /** Starts one before a server; skips the test if this machine has none. */
  static PgBouncer start(PostgresServer server) throws IOException {
    assumeTrue(Files.isExecutable(PROGRAM), "there is no pooler: install the package pgbouncer");
    Path directory = Files.createTempDirectory("coffer-pgbouncer");
    int port = FreePort.find();
    Path settings = directory.resolve("pgbouncer.ini");
    Files.writeString(settings, settings(server, port));
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(settings, PosixFilePermissions.fromString("rw-r--r--"));
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("setpriv", "--reuid=postgres", "--clear-groups", "--"));
    }
    command.addAll(List.of(PROGRAM.toString(), settings.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    PgBouncer pooler = new PgBouncer(process, directory, port);
    Until.isTrue("the pooler answers", pooler::answers);
    return pooler;
  }

  private static String settings(PostgresServer server, int port) {
    return String.join(
        "\n",
        "[databases]",
        "postgres = host=127.0.0.1 port=" + server.port() + " dbname=postgres user=test",
        "[pgbouncer]",
        "listen_addr = 127.0.0.1",
        "listen_port = " + port,
        "unix_socket_dir =",
        "auth_type = any",
        "pool_mode = transaction",
        "default_pool_size = " + SESSIONS,
        "max_client_conn = 200",
        "ignore_startup_parameters = extra_float_digits",
        "");
  }

  private boolean answers() {
    try (Connection connection = DriverManager.getConnection(url())) {
      return connection != null;
    } catch (SQLException e) {
      return false;
    }
  }

  String url() {
    return PostgresServer.url(port);
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    Process unused = process.onExit().join();
    Files.delete(directory.resolve("pgbouncer.ini"));
    Files.delete(directory);
  }
}
