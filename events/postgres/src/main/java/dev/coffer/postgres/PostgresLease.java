package dev.coffer.postgres;

import dev.coffer.delivery.table.Database;
import dev.coffer.delivery.table.OutboxLock;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Consumer;

/**
 * A lease that this node has taken and that is renewed until it is released or lost. Its epoch was
 * never that of another holder.
 */
final class PostgresLease implements OutboxLock {
  /** Waits for whoever is about to take the lease, and keeps others from taking it. */
  private static final String CHECK = "SELECT 1 FROM leases WHERE name = ? AND epoch = ? FOR SHARE";

  private final String name;
  private final long epoch;
  private final long nanos;
  private final Consumer<PostgresLease> releasing;
  private long renewed;
  private boolean lost;

  /**
   * Begins.
   *
   * @param nanos how long it lasts as this node sees it: shorter than in the database
   * @param taken the time of this process before it was taken
   */
  PostgresLease(
      String name, long epoch, long nanos, long taken, Consumer<PostgresLease> releasing) {
    this.name = name;
    this.epoch = epoch;
    this.nanos = nanos;
    this.renewed = taken;
    this.releasing = releasing;
  }

  String name() {
    return name;
  }

  long epoch() {
    return epoch;
  }

  @Override
  public synchronized boolean isHeld() {
    lost |= System.nanoTime() - renewed > nanos;
    return !lost;
  }

  @Override
  public boolean isHeld(Database database) throws SQLException {
    PreparedStatement query = database.statement(CHECK);
    query.setString(1, name);
    query.setLong(2, epoch);
    try (ResultSet row = query.executeQuery()) {
      return row.next();
    }
  }

  /** Records that the database had it when it was asked at a time of this process. */
  synchronized void renewed(long asked) {
    if (isHeld()) {
      renewed = asked;
    }
  }

  synchronized void lose() {
    lost = true;
  }

  @Override
  public void release() {
    lose();
    releasing.accept(this);
  }
}
