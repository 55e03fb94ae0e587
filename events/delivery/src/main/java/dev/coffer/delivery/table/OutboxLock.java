package dev.coffer.delivery.table;

import java.sql.SQLException;

/** A lock of an outbox that this process holds, until it is released, ends or is lost. */
public interface OutboxLock {
  /**
   * Returns whether it is still held, as far as this process knows without asking.
   *
   * @return false once it may have been lost; it is never held again after that
   */
  boolean isHeld();

  /**
   * Returns whether it is still held, and keeps others from taking it until the end of the
   * transaction.
   *
   * @param database the database in a transaction
   * @return false if it was lost
   * @throws SQLException if it cannot be known
   */
  boolean isHeld(Database database) throws SQLException;

  /** Releases it; does nothing if it was lost. */
  void release();
}
