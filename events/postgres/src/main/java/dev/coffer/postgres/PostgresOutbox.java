package dev.coffer.postgres;

import dev.coffer.ConfigurationException;
import dev.coffer.ConnectionException;
import dev.coffer.delivery.table.TableEventLog;
import dev.coffer.event.FileEventLog;
import dev.coffer.event.ForwardingEventLog;
import dev.coffer.event.OverflowPolicy;
import java.time.InstantSource;

/**
 * An event log in PostgreSQL, which the processes of any number of machines share.
 *
 * <p>An intent is committed before its change is made; intents of many threads share one commit.
 * One node at a time delivers to a receiver, or to each shard of it, under a lease that it renews.
 * A node that was stopped for longer than its lease finds that another delivers: what it had
 * delivered itself may be delivered again, and nothing is lost. The changes that a dead node had
 * begun are settled by another.
 *
 * <p>No statement waits for ever, and a connection that was lost is opened again. While the
 * database cannot be reached, changes fail before they are made.
 *
 * <p>The database must have {@code synchronous_commit} on, and a standby that takes over must have
 * all commits: events that it lacks are not announced.
 */
public final class PostgresOutbox extends ForwardingEventLog {
  /**
   * Opens an outbox for a million events that refuses changes when it is full.
   *
   * @param options where the outbox is; its schema and its tables are made if they do not exist
   * @throws ConfigurationException if the database does not accept the user, or its rights do not
   *     suffice
   * @throws ConnectionException if the database cannot be reached
   */
  public PostgresOutbox(PostgresOutboxOptions options) {
    this(options, 1_000_000, OverflowPolicy.FAIL);
  }

  /**
   * Opens an outbox.
   *
   * @param options where the outbox is; its schema and its tables are made if they do not exist
   * @param max approximately how many events it keeps, at least 1: delivered ones are removed
   *     first, then dead letters
   * @param onFull what happens when that many are undelivered
   * @throws ConfigurationException if the database does not accept the user, its rights do not
   *     suffice, or {@code max} is less than 1
   * @throws ConnectionException if the database cannot be reached
   */
  public PostgresOutbox(PostgresOutboxOptions options, long max, OverflowPolicy onFull) {
    super(log(new PostgresDatabase(options), max, onFull));
  }

  private static FileEventLog log(PostgresDatabase database, long max, OverflowPolicy onFull) {
    TableEventLog.checkMax(max, database.toString());
    return new TableEventLog(new PostgresTables(database), max, onFull, InstantSource.system());
  }
}
