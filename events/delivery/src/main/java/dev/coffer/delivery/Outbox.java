package dev.coffer.delivery;

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
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
public final class Outbox implements FileEventLog {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  private final OutboxFile file;
  private final RecordedChanges changes;
  private final IntentRecovery settlement;
  private final Receivers receivers;
  private final EventHistory history;

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
    this(file, max, onFull, clock, Schema.BUSY_MILLIS);
  }

  Outbox(Path file, long max, OverflowPolicy onFull, InstantSource clock, long patience) {
    if (max < 1) {
      throw new ConfigurationException(
          new ErrorContext("open", "", "outbox:" + file),
          "an outbox must keep at least one event: raise outbox.max",
          null);
    }
    this.file = new OutboxFile(file, patience);
    this.changes =
        new RecordedChanges(
            this.file, new OutboxRetention(max, onFull, this.file::toString, clock));
    this.settlement = new IntentRecovery(this.file, changes, clock);
    this.receivers = new Receivers(this.file, clock);
    this.history = new EventHistory(this.file, changes);
  }

  @Override
  public Change begin(Intent intent) {
    return changes.begin(intent);
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
      OutboxQueue queue = new OutboxQueue(number, file, receivers, changes::remove);
      changes.serve(queue);
      return queue;
    } catch (StorageFailureException e) {
      throw file.whileOpening(e);
    }
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
    file.close();
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
    return file.toString();
  }
}
