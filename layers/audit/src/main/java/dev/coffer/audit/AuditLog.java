package dev.coffer.audit;

import java.io.IOException;
import java.util.List;

/** The storage of the lines of a trail. Used by one thread except where noted. */
interface AuditLog {
  /**
   * Adds a line for each record.
   *
   * @param since the {@link System#nanoTime} since which the first of them has been waiting
   * @throws IOException if it is not certain that all lines are stored; then the state of each is
   *     unknown
   */
  void append(List<AuditRecord> records, long since) throws IOException;

  /**
   * Returns whether {@link #append} waits for another process, which may take long. May be called
   * by any thread.
   */
  boolean isWaiting();

  /** Ends such a wait: the append fails. May be called by any thread. */
  void abandonWait();

  /** Returns the name of a store with the same location. */
  String place();

  /** Closes the log. */
  void close();

  /** Returns the location, for messages. */
  @Override
  String toString();
}
