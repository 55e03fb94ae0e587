package dev.coffer.delivery;

import dev.coffer.ConfigurationException;
import dev.coffer.delivery.table.SqliteTables;
import dev.coffer.delivery.table.TableEventLog;
import dev.coffer.event.FileEventLog;
import dev.coffer.event.ForwardingEventLog;
import dev.coffer.event.OverflowPolicy;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * An event log in one SQLite file, which survives a crash and can be shared by several processes of
 * one machine.
 *
 * <p>An intent is on disk before its change is made; intents of many threads share one sync. The
 * confirmation needs no sync: if it is lost, the intent is found and settled by the current state
 * of the path. Locks that end with their process show which processes are alive and which of them
 * delivers to a receiver.
 *
 * <p>Several machines must not share the file over a network.
 */
public final class Outbox extends ForwardingEventLog {
  /**
   * Opens an outbox for a million events that refuses changes when it is full.
   *
   * @param file created if it does not exist, readable only by this user; files with the same name
   *     and a suffix are kept beside it
   * @throws ConfigurationException if it cannot be opened
   */
  public Outbox(Path file) {
    this(file, 1_000_000, OverflowPolicy.FAIL);
  }

  /**
   * Opens an outbox.
   *
   * @param file created if it does not exist, readable only by this user; files with the same name
   *     and a suffix are kept beside it
   * @param max approximately how many events it keeps, at least 1: delivered ones are removed
   *     first, then dead letters
   * @param onFull what happens when that many are undelivered
   * @throws ConfigurationException if it cannot be opened, or {@code max} is less than 1
   */
  public Outbox(Path file, long max, OverflowPolicy onFull) {
    this(file, max, onFull, InstantSource.system());
  }

  Outbox(Path file, long max, OverflowPolicy onFull, InstantSource clock) {
    this(file, max, onFull, clock, 30_000);
  }

  Outbox(Path file, long max, OverflowPolicy onFull, InstantSource clock, long patience) {
    super(log(file, max, onFull, clock, patience));
  }

  private static FileEventLog log(
      Path file, long max, OverflowPolicy onFull, InstantSource clock, long patience) {
    TableEventLog.checkMax(max, "outbox:" + file);
    return new TableEventLog(SqliteTables.open(file, patience), max, onFull, clock);
  }
}
