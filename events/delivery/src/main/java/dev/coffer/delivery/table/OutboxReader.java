package dev.coffer.delivery.table;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** Runs queries, concurrently to the transactions that write. */
final class OutboxReader implements AutoCloseable {
  /** Reads a row. */
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private final Database database;
  private final ReentrantLock lock = new ReentrantLock();

  OutboxReader(Database database) {
    this.database = database;
  }

  <T> List<T> list(String sql, Database.Binding binding, Row<T> row) throws SQLException {
    lock.lock();
    try {
      try {
        database.beginToRead();
        List<T> all = query(sql, binding, row);
        database.endToRead();
        return all;
      } catch (SQLException | RuntimeException e) {
        database.drop();
        throw e;
      }
    } finally {
      lock.unlock();
    }
  }

  private <T> List<T> query(String sql, Database.Binding binding, Row<T> row) throws SQLException {
    PreparedStatement query = database.statement(sql);
    binding.set(query);
    List<T> all = new ArrayList<>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        all.add(row.read(rows));
      }
    }
    return all;
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
