package dev.coffer.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Single statements, each a transaction, in a connection of their own. A connection that was lost
 * is opened again. Table names are written as {@code $leases}, since no setting of the session can
 * be relied on.
 */
final class PostgresStatements implements AutoCloseable {
  private static final int SECONDS = 10;

  /** Sets the parameters of a statement. */
  interface Binding {
    void set(PreparedStatement row) throws SQLException;
  }

  /** Reads a row. */
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private final PostgresDatabase database;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Connection connection;
  private boolean closed;

  PostgresStatements(PostgresDatabase database) {
    this.database = database;
  }

  /** Runs a statement that changes rows; returns how many. */
  int update(String sql, Binding binding) throws SQLException {
    return run(
        sql,
        statement -> {
          binding.set(statement);
          return statement.executeUpdate();
        });
  }

  /** Runs a statement that returns rows. */
  <T> List<T> list(String sql, Binding binding, Row<T> row) throws SQLException {
    return run(
        sql,
        statement -> {
          binding.set(statement);
          List<T> all = new ArrayList<>();
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              all.add(row.read(rows));
            }
          }
          return all;
        });
  }

  private interface Use<T> {
    T of(PreparedStatement statement) throws SQLException;
  }

  private <T> T run(String sql, Use<T> use) throws SQLException {
    lock.lock();
    try {
      boolean isNew = connection == null;
      try {
        return once(sql, use);
      } catch (SQLException e) {
        drop();
        if (isNew || closed || !PostgresErrors.isLost(e)) {
          throw e;
        }
        return once(sql, use);
      }
    } finally {
      lock.unlock();
    }
  }

  private <T> T once(String sql, Use<T> use) throws SQLException {
    Connection opened = connection;
    if (opened == null) {
      opened = database.open();
      connection = opened;
    }
    String qualified = sql.replace("$", database.options().schema() + ".");
    try (PreparedStatement statement = opened.prepareStatement(qualified)) {
      statement.setQueryTimeout(SECONDS);
      return use.of(statement);
    }
  }

  private void drop() {
    Connection opened = connection;
    connection = null;
    if (opened != null) {
      try {
        opened.close();
      } catch (SQLException e) {
        PostgresTables.LOG.debug("a connection that failed cannot be closed", e);
      }
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      drop();
    } finally {
      lock.unlock();
    }
  }
}
