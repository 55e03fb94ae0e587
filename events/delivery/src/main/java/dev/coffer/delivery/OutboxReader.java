package dev.coffer.delivery;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** Runs queries, concurrently to the transactions that write. */
final class OutboxReader implements AutoCloseable {
  /** Sets the parameters of a query. */
  interface Binding {
    void set(PreparedStatement query) throws SQLException;
  }

  /** Reads a row. */
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private final Database database;
  private final ReentrantLock lock = new ReentrantLock();

  OutboxReader(Database database) {
    this.database = database;
  }

  <T> List<T> list(String sql, Binding binding, Row<T> row) throws SQLException {
    lock.lock();
    try {
      try {
        PreparedStatement query = database.statement(sql);
        binding.set(query);
        List<T> all = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
          while (rows.next()) {
            all.add(row.read(rows));
          }
        }
        return all;
      } catch (SQLException e) {
        database.drop();
        throw e;
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws SQLException {
    lock.lock();
    try {
      database.close();
    } finally {
      lock.unlock();
    }
  }
}
