package dev.coffer.audit;

import java.io.IOException;
import java.util.List;

/** Where the lines of a trail are kept. Used by one thread, but where it says otherwise. */
interface AuditLog {
  /**
   * Adds a line for each record.
   *
   * @param since the {@link System#nanoTime} since when the first of them waits
   * @throws IOException when it is not certain that all lines are kept; then nothing is known of
   *     them
   */
  void append(List<AuditRecord> records, long since) throws IOException;

  /**
   * Whether {@link #append} waits for another process, which may take long. Called by any thread.
   */
  boolean isWaiting();

  /** Ends such a wait: the append fails. Called by any thread. */
  void abandonWait();

  /** The name that a store at its place has. */
  String place();

  /** Ends the use. */
  void close();

  /** Where it is, for messages. */
  @Override
  String toString();
}
