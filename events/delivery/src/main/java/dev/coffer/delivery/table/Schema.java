package dev.coffer.delivery.table;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

/**
 * The tables of an outbox, and how its file is opened.
 *
 * <p>The state that a full outbox needs is stored: which events no receiver waits for, and how many
 * events were dropped. Events are numbered without gaps, so their count is the latest number minus
 * the dropped ones, and adding an event changes no count.
 */
final class Schema {
  /** How long to wait for another writing process. */
  static final int BUSY_MILLIS = 30_000;

  static final int VERSION = 3;

  /** Opens for reading and writing, without creating a deleted file. */
  private static final String READ_AND_WRITE = "2";

  private static final List<String> TABLES =
      List.of(
          "CREATE TABLE owners (id INTEGER PRIMARY KEY AUTOINCREMENT)",
          "CREATE TABLE intents (id INTEGER PRIMARY KEY, owner INTEGER NOT NULL,"
              + " type TEXT NOT NULL, paths TEXT NOT NULL, source TEXT)",
          "CREATE TABLE events (seq INTEGER PRIMARY KEY, id BLOB NOT NULL,"
              + " type TEXT NOT NULL, path TEXT NOT NULL, source TEXT, size INTEGER, etag TEXT,"
              + " time INTEGER NOT NULL)",
          "CREATE TABLE receivers (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,"
              + " seen INTEGER NOT NULL, dropped INTEGER NOT NULL DEFAULT 0, answer TEXT,"
              + " forgotten INTEGER NOT NULL DEFAULT 0)",
          "CREATE TABLE pending (receiver INTEGER NOT NULL, seq INTEGER NOT NULL,"
              + " attempts INTEGER NOT NULL DEFAULT 0, due INTEGER NOT NULL DEFAULT 0,"
              + " since INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (receiver, seq)) WITHOUT ROWID",
          "CREATE TABLE letters (seq INTEGER NOT NULL, receiver INTEGER NOT NULL,"
              + " attempts INTEGER NOT NULL, reason TEXT NOT NULL,"
              + " PRIMARY KEY (seq, receiver)) WITHOUT ROWID",
          "CREATE INDEX letters_of ON letters (receiver)",
          // The events that no receiver waits for, and whether a receiver did not accept it.
          "CREATE TABLE free (dead INTEGER NOT NULL, seq INTEGER NOT NULL,"
              + " PRIMARY KEY (dead, seq)) WITHOUT ROWID",
          // How many events were dropped, and the number of the latest when that was recorded; how
          // many paths have an unknown state.
          "CREATE TABLE room (dropped INTEGER NOT NULL, last INTEGER NOT NULL,"
              + " unsettled INTEGER NOT NULL DEFAULT 0)",
          "INSERT INTO room(dropped, last) VALUES (0, 0)");

  private static final List<String> TRIGGERS =
      List.of(
          "CREATE TRIGGER intent_left AFTER UPDATE ON intents WHEN NEW.owner = 0 BEGIN"
              + " UPDATE room SET unsettled = unsettled + "
              + paths("NEW")
              + " - (OLD.owner = 0) * "
              + paths("OLD")
              + "; END",
          "CREATE TRIGGER event_dropped AFTER DELETE ON events BEGIN"
              + " UPDATE receivers SET dropped = dropped + 1 WHERE"
              + " EXISTS (SELECT 1 FROM pending WHERE receiver = receivers.id AND seq = OLD.seq) OR"
              + " EXISTS (SELECT 1 FROM letters WHERE receiver = receivers.id AND seq = OLD.seq);"
              + " DELETE FROM letters WHERE seq = OLD.seq;"
              + " DELETE FROM pending WHERE receiver IN (SELECT id FROM receivers)"
              + " AND seq = OLD.seq;"
              + " DELETE FROM free WHERE dead IN (0, 1) AND seq = OLD.seq; END",
          "CREATE TRIGGER letter_ended AFTER DELETE ON letters WHEN NOT EXISTS"
              + " (SELECT 1 FROM letters WHERE seq = OLD.seq)"
              + " BEGIN UPDATE free SET dead = 0 WHERE dead = 1 AND seq = OLD.seq; END");

  private Schema() {}

  /** Returns the SQL for the number of paths of an intent, one per line. */
  private static String paths(String intent) {
    return "(#.paths <> '') * (length(#.paths) - length(replace(#.paths, char(10), '')) + 1)"
        .replace("#", intent);
  }

  static Connection connect(Path file) throws SQLException {
    Properties settings = new Properties();
    // Each INSERT would be followed by a query for its number.
    settings.setProperty("jdbc.get_generated_keys", "false");
    settings.setProperty("open_mode", READ_AND_WRITE);
    Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file, settings);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout=" + BUSY_MILLIS);
      statement.execute("PRAGMA journal_mode=WAL");
      statement.execute("PRAGMA synchronous=FULL");
      // Checkpoints are made by a thread; by commits only if that thread does not keep up.
      statement.execute("PRAGMA wal_autocheckpoint=10000");
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** Creates the tables if they do not exist. */
  static void prepare(Connection connection) throws IOException, SQLException {
    if (isPrepared(connection)) {
      return; // without any lock
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      if (!isPrepared(connection)) {
        execute(statement, TABLES);
        execute(statement, TRIGGERS);
        statement.execute("PRAGMA user_version=" + VERSION);
      }
      statement.execute("COMMIT");
    }
  }

  /**
   * Returns whether the tables exist.
   *
   * @throws IOException if they are those of another version
   */
  static boolean isPrepared(Connection connection) throws IOException, SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA user_version")) {
      row.next();
      int found = row.getInt(1);
      if (found != 0 && found != VERSION) {
        throw new IOException("it was created by another version of Coffer");
      }
      return found == VERSION;
    }
  }

  private static void execute(Statement statement, List<String> steps) throws SQLException {
    for (String step : steps) {
      statement.execute(step);
    }
  }

  /** Returns a number that no other process has or had. */
  static long newOwner(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("INSERT INTO owners DEFAULT VALUES RETURNING id")) {
      row.next();
      return row.getLong(1);
    }
  }
}
