package dev.coffer.webhook;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

/** The tables of an outbox, and how its file is opened. */
final class Schema {
  private static final int VERSION = 1;
  private static final int BUSY_MILLIS = 30_000;

  private static final List<String> TABLES =
      List.of(
          "CREATE TABLE owners (id INTEGER PRIMARY KEY AUTOINCREMENT)",
          "CREATE TABLE intents (id INTEGER PRIMARY KEY, owner INTEGER NOT NULL,"
              + " type TEXT NOT NULL, paths TEXT NOT NULL, source TEXT)",
          "CREATE TABLE events (seq INTEGER PRIMARY KEY AUTOINCREMENT, id BLOB NOT NULL,"
              + " type TEXT NOT NULL, path TEXT NOT NULL, source TEXT, size INTEGER, etag TEXT,"
              + " time INTEGER NOT NULL)",
          "CREATE TABLE receivers (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,"
              + " seen INTEGER NOT NULL, dropped INTEGER NOT NULL DEFAULT 0, answer TEXT)",
          "CREATE TABLE pending (seq INTEGER NOT NULL, receiver INTEGER NOT NULL,"
              + " attempts INTEGER NOT NULL DEFAULT 0, due INTEGER NOT NULL DEFAULT 0,"
              + " dead INTEGER NOT NULL DEFAULT 0, reason TEXT, since INTEGER NOT NULL DEFAULT 0,"
              + " PRIMARY KEY (seq, receiver)) WITHOUT ROWID",
          "CREATE INDEX dead ON pending (receiver, seq) WHERE dead = 1");

  private Schema() {}

  static Connection connect(Path file) throws SQLException {
    Properties settings = new Properties();
    // Each INSERT would be followed by a query for its number.
    settings.setProperty("jdbc.get_generated_keys", "false");
    Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file, settings);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout=" + BUSY_MILLIS);
      statement.execute("PRAGMA journal_mode=WAL");
      statement.execute("PRAGMA synchronous=FULL");
      // It is done beside the commits; here only when that does not keep up.
      statement.execute("PRAGMA wal_autocheckpoint=10000");
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** Opens a file whose tables are made where there are none. */
  static Connection open(Path file) throws IOException, SQLException {
    Connection connection = connect(file);
    try {
      if (!prepare(connection)) {
        throw new IOException("it was made by a later version of Coffer");
      }
      return connection;
    } catch (IOException | SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** A number that no other process has or had. */
  static long newOwner(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("INSERT INTO owners DEFAULT VALUES RETURNING id")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static boolean prepare(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      int found = version(statement);
      if (found == 0) {
        for (String table : TABLES) {
          statement.execute(table);
        }
        statement.execute("PRAGMA user_version=" + VERSION);
      }
      addSince(statement);
      statement.execute("COMMIT");
      return found <= VERSION;
    }
  }

  /** Since when an event fails; earlier files have no such column, and need it no other way. */
  private static void addSince(Statement statement) throws SQLException {
    boolean missing;
    try (ResultSet row =
        statement.executeQuery("SELECT 1 FROM pragma_table_info('pending') WHERE name='since'")) {
      missing = !row.next();
    }
    if (missing) {
      statement.execute("ALTER TABLE pending ADD COLUMN since INTEGER NOT NULL DEFAULT 0");
    }
  }

  private static int version(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("PRAGMA user_version")) {
      row.next();
      return row.getInt(1);
    }
  }
}
