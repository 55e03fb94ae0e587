package dev.coffer.delivery.table;

import dev.coffer.ConfigurationException;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.StorageFailureException;
import dev.coffer.event.DeadLetter;
import dev.coffer.event.EventQueue;
import dev.coffer.event.FileEvent;
import dev.coffer.event.FileEventLog;
import dev.coffer.event.Intent;
import dev.coffer.event.OverflowPolicy;
import dev.coffer.event.PathPattern;
import dev.coffer.event.ReceiverState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An event log in the tables of a database.
 *
 * <p>An intent is on disk before its change is made; intents of many threads share one sync. If a
 * confirmation is lost, the intent is found and settled by the current state of the path.
 */
public final class TableEventLog implements FileEventLog {
  private static final Logger LOG = LoggerFactory.getLogger("dev.coffer.delivery.Outbox");

  private final OutboxAccess access;
  private final RecordedChanges changes;
  private final IntentRecovery settlement;
  private final Receivers receivers;
  private final EventHistory history;

  /**
   * Opens a log.
   *
   * @param tables where it is kept; closed with the log
   * @param max approximately how many events it keeps, at least 1
   * @param onFull what happens when that many are undelivered
   * @param clock the time of day
   */
  public TableEventLog(OutboxTables tables, long max, OverflowPolicy onFull, InstantSource clock) {
    this.access = new OutboxAccess(tables);
    this.changes =
        new RecordedChanges(
            access,
            new OutboxRetention(max, onFull, access::toString, clock, access::awaitRecords));
    this.settlement = new IntentRecovery(access, changes, clock);
    this.receivers = new Receivers(access, clock);
    this.history = new EventHistory(access, changes);
    tables.onNews(changes::news);
  }

  /**
   * Checks how many events a log keeps, before anything is made for it.
   *
   * @param max as it was configured
   * @param outbox the log, for the error
   * @throws ConfigurationException if it is less than 1
   */
  public static void checkMax(long max, String outbox) {
    if (max < 1) {
      throw new ConfigurationException(
          new ErrorContext("open", "", outbox),
          "an outbox must keep at least one event: raise outbox.max",
          null);
    }
  }

  /**
   * Returns the states of the receivers in the tables of a database. Nothing is changed.
   *
   * @param session a connection to them
   * @param columns how values are stored
   * @return the states
   * @throws SQLException if they cannot be read
   */
  public static List<ReceiverState> receivers(OutboxSession session, OutboxColumns columns)
      throws SQLException {
    session.beginToRead();
    List<ReceiverState> states = new ArrayList<>();
    try (Statement query = session.connection().createStatement();
        ResultSet rows = query.executeQuery(Receivers.STATES)) {
      while (rows.next()) {
        states.add(Receivers.state(rows, columns));
      }
    }
    session.endToRead();
    return states;
  }

  @Override
  public Change begin(Intent intent) {
    return changes.begin(intent);
  }

  @Override
  public Supplier<Change> beginning(Intent intent) {
    return changes.beginning(intent);
  }

  /** Other processes may end at any time. */
  @Override
  public boolean settle(Function<FilePath, Optional<FileInfo>> store) {
    settlement.settle(store);
    receivers.keepHourly();
    return true;
  }

  @Override
  public void listen(Consumer<FileEvent> listener) {
    changes.listen(listener);
  }

  @Override
  public EventQueue queue(String receiver) {
    try {
      long number = receivers.register(receiver);
      int slices = access.tables().slices();
      return slices == 1
          ? queue(number, OutboxSlice.ALL)
          : new SlicedQueue(
              IntStream.range(0, slices)
                  .mapToObj(slice -> queue(number, new OutboxSlice(slice, slices)))
                  .toList(),
              () -> access.tables().sharers(number));
    } catch (StorageFailureException e) {
      throw access.tables().whileOpening(e);
    }
  }

  private OutboxQueue queue(long receiver, OutboxSlice slice) {
    OutboxQueue queue = new OutboxQueue(receiver, slice, access, receivers, changes::remove);
    changes.serve(queue);
    return queue;
  }

  @Override
  public List<ReceiverState> receivers() {
    return receivers.states();
  }

  @Override
  public List<FileEvent> events(long after, int max) {
    return history.events(after, max);
  }

  @Override
  public List<DeadLetter> deadLetters() {
    return history.deadLetters();
  }

  @Override
  public int replayDead(PathPattern pattern) {
    return history.replayDead(pattern);
  }

  @Override
  public int replay(Instant since, PathPattern pattern) {
    return history.replay(since, pattern);
  }

  @Override
  public void close() {
    forgetOldReceivers();
    changes.close();
    access.close();
  }

  private void forgetOldReceivers() {
    try {
      receivers.forgetOld();
    } catch (FileStoreException | IllegalStateException e) {
      LOG.debug("the old receivers of an outbox are removed when it is next opened", e);
    }
  }

  @Override
  public String toString() {
    return access.toString();
  }
}
