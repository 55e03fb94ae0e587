package dev.coffer.delivery.table;

import dev.coffer.FileStoreException;
import dev.coffer.StorageFailureException;
import dev.coffer.event.EventQueue;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * A database with the tables of an outbox, opened by one process: what differs between databases.
 * Closing it releases everything that this process holds.
 */
public interface OutboxTables extends AutoCloseable {
  /**
   * Opens another connection.
   *
   * @return closed by the caller
   * @throws SQLException if it cannot be opened
   */
  OutboxSession connect() throws SQLException;

  /**
   * Returns how values are stored.
   *
   * @return always the same
   */
  OutboxColumns columns();

  /**
   * Returns the number of this process among those that have opened the outbox.
   *
   * @return a number that no other process has or had; positive
   */
  long owner();

  /**
   * Returns whether a process has ended, or may be taken for ended.
   *
   * @param other the number of a process
   * @return true if nothing shows that it is alive
   */
  boolean isGone(long other);

  /**
   * Takes a lock.
   *
   * @param name what it is for
   * @return empty if any handle of any process has it
   */
  Optional<OutboxLock> tryLock(OutboxLockName name);

  /**
   * Returns whether no process has a lock.
   *
   * @param name what it is for
   * @return false also if this process has it
   */
  boolean isFree(OutboxLockName name);

  /**
   * Throws if an intent that is written now would be lost.
   *
   * @param database the database, in a transaction
   * @param path the file that is about to be changed
   */
  void ensureUsable(Database database, String path);

  /**
   * Translates an error.
   *
   * @param operation what failed
   * @param path the file; empty if it is about none
   * @param e the error
   * @return the error to throw
   */
  FileStoreException failure(String operation, String path, SQLException e);

  /**
   * Returns whether an error means that another process kept a change waiting for too long.
   *
   * @param e the error
   * @return true if waiting longer may help
   */
  boolean isBusy(SQLException e);

  /**
   * Returns the error of a step in the opening of a store.
   *
   * @param e what failed
   * @return the error to throw
   */
  FileStoreException whileOpening(StorageFailureException e);

  /**
   * Begins each transaction that numbers events: locks what others must not change meanwhile.
   *
   * @param database the database, in the transaction
   * @throws SQLException if that fails, or nothing may be written any more
   */
  default void begin(Database database) throws SQLException {
    database.lock();
  }

  /** Called before the connections are closed. */
  default void beforeClose() {}

  /**
   * Returns how long a change waits for other writing processes.
   *
   * @return milliseconds
   */
  long patience();

  /**
   * Returns the work that is to be done now and then beside the transactions.
   *
   * @return does nothing if there is none
   */
  Runnable upkeep();

  /**
   * Returns the query for the next events of a slice of a receiver.
   *
   * @param slice which events
   * @return a query whose parameters are the receiver, the number of the last event seen and the
   *     maximum number of events
   */
  String next(OutboxSlice slice);

  /**
   * Returns into how many parts the events of each receiver are split, which several processes may
   * deliver at once.
   *
   * @return at least 1
   */
  int slices();

  /**
   * Returns how many processes share the slices of a receiver, and says that this one does.
   *
   * @param receiver the number of the receiver
   * @return at least 1
   */
  int sharers(long receiver);

  /**
   * Returns which of some events of a slice have to wait for earlier ones in other slices.
   *
   * @param receiver the number of the receiver
   * @param slice the slice of the events
   * @param taken events in their order
   * @return as many of the first ones as need not wait
   */
  List<EventQueue.Waiting> ready(long receiver, OutboxSlice slice, List<EventQueue.Waiting> taken);

  /**
   * Sets what to call when other processes may have added events or released locks.
   *
   * @param callback returns at once
   */
  void onNews(Runnable callback);

  @Override
  void close() throws IOException, SQLException;
}
