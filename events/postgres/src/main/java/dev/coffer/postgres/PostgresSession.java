package dev.coffer.postgres;

import dev.coffer.delivery.table.OutboxSession;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A connection whose transactions carry their settings with them, since behind a pooler each may be
 * in another session of the server.
 */
final class PostgresSession implements OutboxSession {
  /** How long a statement may take, and how long a transaction waits for another. */
  static final long PATIENCE_MILLIS = 30_000;

  /** A node that is stopped within a transaction must not hold up the others for longer. */
  private static final long IDLE_MILLIS = 5_000;

  /**
   * The tables grow and shrink too fast for their statistics: a plan that reads a table as a whole
   * since it was empty a moment ago is never wanted, nor its compilation.
   */
  private static final String SETTINGS =
      "SELECT set_config('search_path', ?, true), set_config('statement_timeout', ?, true),"
          + " set_config('lock_timeout', ?, true),"
          + " set_config('idle_in_transaction_session_timeout', ?, true),"
          + " set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true),"
          + " set_config('max_parallel_workers_per_gather', '0', true)";

  private final Connection connection;
  private final String schema;
  private final PreparedStatement settings;
  private boolean locked;

  PostgresSession(Connection connection, String schema) throws SQLException {
    this.connection = connection;
    this.schema = schema;
    connection.setAutoCommit(false);
    this.settings = connection.prepareStatement(SETTINGS);
  }

  @Override
  public Connection connection() {
    return connection;
  }

  @Override
  public void begin(boolean synced, long wait) throws SQLException {
    settings.setString(1, schema + ", pg_temp");
    settings.setString(2, Long.toString(PATIENCE_MILLIS));
    settings.setString(3, Long.toString(wait));
    settings.setString(4, Long.toString(IDLE_MILLIS));
    settings.executeQuery().close();
    locked = false;
  }

  @Override
  public void lock() throws SQLException {
    if (!locked) {
      execute("SELECT 1 FROM room FOR UPDATE");
      locked = true;
    }
  }

  @Override
  public void commit(boolean news) throws SQLException {
    if (news) {
      execute("NOTIFY " + PostgresNews.channel(schema));
    }
    connection.commit();
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void beginToRead() throws SQLException {
    begin(false, PATIENCE_MILLIS);
  }

  @Override
  public void endToRead() throws SQLException {
    connection.commit();
  }

  @Override
  public boolean isRemote() {
    return true;
  }

  @Override
  public boolean isLost(SQLException e) {
    return PostgresErrors.isLost(e);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
