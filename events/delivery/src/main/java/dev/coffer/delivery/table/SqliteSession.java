package dev.coffer.delivery.table;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** A connection to an outbox in SQLite. One transaction writes at a time. */
final class SqliteSession implements OutboxSession {
  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new HashMap<>();
  private boolean syncing = true;
  private long busyMillis = Schema.BUSY_MILLIS;

  SqliteSession(Path file) throws SQLException {
    this.connection = Schema.connect(file);
  }

  @Override
  public Connection connection() {
    return connection;
  }

  @Override
  public void begin(boolean synced, long wait) throws SQLException {
    waitAtMost(wait);
    if (synced != syncing) {
      execute("PRAGMA synchronous=" + (synced ? "FULL" : "NORMAL"));
      syncing = synced;
    }
    execute("BEGIN IMMEDIATE");
  }

  private void waitAtMost(long millis) throws SQLException {
    if (millis != busyMillis) {
      try (Statement once = connection.createStatement()) {
        once.execute("PRAGMA busy_timeout=" + millis);
      }
      busyMillis = millis;
    }
  }

  private void execute(String sql) throws SQLException {
    PreparedStatement statement = statements.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      statements.put(sql, statement);
    }
    statement.execute();
  }

  @Override
  public void lock() {
    // The transaction is the only one.
  }

  @Override
  public void commit(boolean news) throws SQLException {
    execute("COMMIT");
  }

  @Override
  public void beginToRead() {
    // Each query is a transaction.
  }

  @Override
  public void endToRead() {
    // Each query is a transaction.
  }

  @Override
  public boolean isRemote() {
    return false;
  }

  @Override
  public boolean isLost(SQLException e) {
    return false;
  }

  @Override
  public void close() throws SQLException {
    connection.close(); // with its statements
  }
}
