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

/**
 * The tables of an outbox, and how its file is opened.
 *
 * <p>What would have to be counted is kept by triggers: how many events there are, how many
 * receivers wait for each and how many did not take it, and how many each receiver has.
 */
final class Schema {
  /** How long is waited for another process that writes. */
  static final int BUSY_MILLIS = 30_000;

  static final int VERSION = 2;

  /** To read and to write, and not to make a file that was deleted. */
  private static final String READ_AND_WRITE = "2";

  private static final List<String> TABLES =
      List.of(
          "CREATE TABLE owners (id INTEGER PRIMARY KEY AUTOINCREMENT)",
          "CREATE TABLE intents (id INTEGER PRIMARY KEY, owner INTEGER NOT NULL,"
              + " type TEXT NOT NULL, paths TEXT NOT NULL, source TEXT)",
          "CREATE TABLE events (seq INTEGER PRIMARY KEY AUTOINCREMENT, id BLOB NOT NULL,"
              + " type TEXT NOT NULL, path TEXT NOT NULL, source TEXT, size INTEGER, etag TEXT,"
              + " time INTEGER NOT NULL, waiting INTEGER NOT NULL DEFAULT 0,"
              + " dead INTEGER NOT NULL DEFAULT 0)",
          "CREATE TABLE receivers (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,"
              + " seen INTEGER NOT NULL, dropped INTEGER NOT NULL DEFAULT 0, answer TEXT,"
              + " pending INTEGER NOT NULL DEFAULT 0, dead INTEGER NOT NULL DEFAULT 0,"
              + " forgotten INTEGER NOT NULL DEFAULT 0)",
          "CREATE TABLE pending (receiver INTEGER NOT NULL, seq INTEGER NOT NULL,"
              + " attempts INTEGER NOT NULL DEFAULT 0, due INTEGER NOT NULL DEFAULT 0,"
              + " PRIMARY KEY (receiver, seq)) WITHOUT ROWID",
          "CREATE TABLE letters (seq INTEGER NOT NULL, receiver INTEGER NOT NULL,"
              + " attempts INTEGER NOT NULL, reason TEXT NOT NULL,"
              + " PRIMARY KEY (seq, receiver)) WITHOUT ROWID",
          "CREATE TABLE room (events INTEGER NOT NULL)",
          "INSERT INTO room VALUES (0)");

  private static final List<String> FROM_1 =
      List.of(
          "ALTER TABLE events ADD COLUMN waiting INTEGER NOT NULL DEFAULT 0",
          "ALTER TABLE events ADD COLUMN dead INTEGER NOT NULL DEFAULT 0",
          "ALTER TABLE receivers ADD COLUMN pending INTEGER NOT NULL DEFAULT 0",
          "ALTER TABLE receivers ADD COLUMN dead INTEGER NOT NULL DEFAULT 0",
          "ALTER TABLE receivers ADD COLUMN forgotten INTEGER NOT NULL DEFAULT 0",
          "UPDATE events SET (waiting, dead) = (SELECT count(*) - total(p.dead), total(p.dead)"
              + " FROM pending p WHERE p.seq = events.seq)",
          "UPDATE receivers SET (pending, dead) = (SELECT count(*) - total(p.dead), total(p.dead)"
              + " FROM pending p WHERE p.receiver = receivers.id)",
          "ALTER TABLE pending RENAME TO first_pending",
          TABLES.get(4),
          TABLES.get(5),
          TABLES.get(6),
          "INSERT INTO pending SELECT receiver, seq, attempts, due FROM first_pending"
              + " WHERE dead = 0 ORDER BY receiver, seq",
          "INSERT INTO letters SELECT seq, receiver, attempts, coalesce(reason, '')"
              + " FROM first_pending WHERE dead = 1",
          "DROP TABLE first_pending",
          "INSERT INTO room SELECT count(*) FROM events");

  private static final List<String> INDEXES =
      List.of(
          "CREATE INDEX ids ON events (id)",
          "CREATE INDEX delivered ON events (seq) WHERE waiting = 0 AND dead = 0",
          "CREATE INDEX undeliverable ON events (seq) WHERE waiting = 0 AND dead > 0");

  private static final List<String> TRIGGERS =
      List.of(
          "CREATE TRIGGER event_added AFTER INSERT ON events BEGIN"
              + " UPDATE room SET events = events + 1; END",
          "CREATE TRIGGER event_dropped AFTER DELETE ON events BEGIN"
              + " UPDATE room SET events = events - 1;"
              + " UPDATE receivers SET dropped = dropped + 1 WHERE"
              + " EXISTS (SELECT 1 FROM pending WHERE receiver = receivers.id AND seq = OLD.seq) OR"
              + " EXISTS (SELECT 1 FROM letters WHERE receiver = receivers.id AND seq = OLD.seq);"
              + " DELETE FROM letters WHERE seq = OLD.seq;"
              + " DELETE FROM pending WHERE receiver IN (SELECT id FROM receivers)"
              + " AND seq = OLD.seq; END",
          "CREATE TRIGGER pending_added AFTER INSERT ON pending BEGIN"
              + " UPDATE events SET waiting = waiting + 1 WHERE seq = NEW.seq;"
              + " UPDATE receivers SET pending = pending + 1 WHERE id = NEW.receiver; END",
          "CREATE TRIGGER pending_ended AFTER DELETE ON pending BEGIN"
              + " UPDATE events SET waiting = waiting - 1 WHERE seq = OLD.seq;"
              + " UPDATE receivers SET pending = pending - 1 WHERE id = OLD.receiver; END",
          "CREATE TRIGGER letter_added AFTER INSERT ON letters BEGIN"
              + " UPDATE events SET dead = dead + 1 WHERE seq = NEW.seq;"
              + " UPDATE receivers SET dead = dead + 1 WHERE id = NEW.receiver; END",
          "CREATE TRIGGER letter_ended AFTER DELETE ON letters BEGIN"
              + " UPDATE events SET dead = dead - 1 WHERE seq = OLD.seq;"
              + " UPDATE receivers SET dead = dead - 1 WHERE id = OLD.receiver; END");

  private Schema() {}

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
      // It is done beside the commits; here only when that does not keep up.
      statement.execute("PRAGMA wal_autocheckpoint=10000");
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** Makes the tables where there are none, and brings those of an earlier version to this one. */
  static void prepare(Connection connection) throws IOException, SQLException {
    try (Statement statement = connection.createStatement()) {
      if (version(statement) == VERSION) {
        return; // without any lock
      }
      statement.execute("BEGIN IMMEDIATE");
      int found = version(statement);
      if (found > VERSION) {
        throw new IOException("it was made by a later version of Coffer");
      }
      if (found < VERSION) {
        upgrade(statement, found);
      }
      statement.execute("COMMIT");
    }
  }

  private static void upgrade(Statement statement, int found) throws SQLException {
    for (List<String> steps : List.of(found == 0 ? TABLES : FROM_1, INDEXES, TRIGGERS)) {
      for (String step : steps) {
        statement.execute(step);
      }
    }
    statement.execute("PRAGMA user_version=" + VERSION);
  }

  /** A number that no other process has or had. */
  static long newOwner(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("INSERT INTO owners DEFAULT VALUES RETURNING id")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static int version(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("PRAGMA user_version")) {
      row.next();
      return row.getInt(1);
    }
  }
}
