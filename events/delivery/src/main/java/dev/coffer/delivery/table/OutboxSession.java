package dev.coffer.delivery.table;

import java.sql.Connection;
import java.sql.SQLException;

/** A connection to the tables of an outbox and its transaction. Used by one thread at a time. */
public interface OutboxSession extends AutoCloseable {
  /**
   * Returns the connection.
   *
   * @return open until this is closed
   */
  Connection connection();

  /**
   * Begins a transaction that writes.
   *
   * @param synced whether the commit must be on the disk
   * @param wait the maximum milliseconds to wait for another writing process
   * @throws SQLException if it cannot
   */
  void begin(boolean synced, long wait) throws SQLException;

  /**
   * Waits until no other transaction numbers events or counts them, and keeps others from it until
   * the end of the transaction. May be called again.
   *
   * @throws SQLException if it cannot
   */
  void lock() throws SQLException;

  /**
   * Commits.
   *
   * @param news whether events were added that other processes may wait for
   * @throws SQLException if it cannot, or if it is not known whether it was committed
   */
  void commit(boolean news) throws SQLException;

  /**
   * Begins to read.
   *
   * @throws SQLException if it cannot
   */
  void beginToRead() throws SQLException;

  /**
   * Ends what {@link #beginToRead} began.
   *
   * @throws SQLException if it cannot
   */
  void endToRead() throws SQLException;

  /**
   * Returns whether each statement costs a round trip, so that changes without a result are sent
   * together.
   *
   * @return always the same
   */
  boolean isRemote();

  /**
   * Returns whether an error shows that the connection was lost before it was used, so that another
   * may work.
   *
   * @param e what the first statement has thrown
   * @return false if another connection would fail, too
   */
  boolean isLost(SQLException e);

  @Override
  void close() throws SQLException;
}
