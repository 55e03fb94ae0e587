package dev.coffer.delivery;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to the file of an outbox, its prepared statements and its transaction. Used by one
 * thread at a time.
 *
 * <p>After a failure the connection is closed and the next use opens another: the driver closes a
 * statement whose step failed, and the state after an error of the disk is not relied on.
 */
final class Database implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  /** Opens a connection. */
  interface Opening {
    Connection open() throws SQLException;
  }

  private final Opening opening;
  private final Map<String, PreparedStatement> statements = new HashMap<>();
  private @Nullable Connection connection;
  private boolean syncing;
  private long busyMillis;

  /** The latest number of this transaction; negative before it is queried. */
  private long number;

  private long transactions;

  Database(Opening opening) {
    this.opening = opening;
  }

  /** Opens the connection now. */
  Database open() throws SQLException {
    connection();
    return this;
  }

  /** Returns a statement that is prepared once per connection. */
  PreparedStatement statement(String sql) throws SQLException {
    PreparedStatement statement = statements.get(sql);
    if (statement == null) {
      statement = connection().prepareStatement(sql);
      statements.put(sql, statement);
    }
    return statement;
  }

  private Connection connection() throws SQLException {
    Connection opened = connection;
    if (opened == null) {
      opened = opening.open();
      connection = opened;
      syncing = true;
      busyMillis = Schema.BUSY_MILLIS;
    }
    return opened;
  }

  /**
   * Begins a transaction that writes.
   *
   * @param synced whether the commit syncs the disk
   * @param wait the maximum milliseconds to wait for another writing process
   */
  void begin(boolean synced, long wait) throws SQLException {
    waitAtMost(wait);
    if (synced != syncing) {
      execute("PRAGMA synchronous=" + (synced ? "FULL" : "NORMAL"));
      syncing = synced;
    }
    execute("BEGIN IMMEDIATE");
    number = -1;
    transactions++;
  }

  /** Returns the number of the current transaction, unique in this database object. */
  long transaction() {
    return transactions;
  }

  private void waitAtMost(long millis) throws SQLException {
    Connection opened = connection();
    if (millis != busyMillis) {
      try (Statement once = opened.createStatement()) {
        once.execute("PRAGMA busy_timeout=" + millis);
      }
      busyMillis = millis;
    }
  }

  void commit() throws SQLException {
    execute("COMMIT");
  }

  private void execute(String sql) throws SQLException {
    statement(sql).execute();
  }

  /**
   * Returns the next of ever-increasing numbers; only within a transaction.
   *
   * @param latest a query for the latest one before this transaction
   */
  long next(String latest) throws SQLException {
    if (number < 0) {
      number = count(latest);
    }
    return ++number;
  }

  /** Returns the number in the first row of a query without parameters; 0 if there is no row. */
  long count(String query) throws SQLException {
    try (ResultSet row = statement(query).executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /** Closes the connection, which rolls back the transaction; the next use opens another. */
  void drop() {
    try {
      close();
    } catch (SQLException e) {
      LOG.debug("a connection that failed cannot be closed", e);
    }
  }

  @Override
  public void close() throws SQLException {
    Connection opened = connection;
    connection = null;
    statements.clear();
    if (opened != null) {
      opened.close(); // with its statements
    }
  }
}
