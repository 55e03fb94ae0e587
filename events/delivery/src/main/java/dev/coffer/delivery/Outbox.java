package dev.coffer.delivery;

import dev.coffer.ConfigurationException;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.delivery.table.SqliteTables;
import dev.coffer.delivery.table.TableEventLog;
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
  private final FileEventLog log;

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
    TableEventLog.checkMax(max, "outbox:" + file);
    this.log = new TableEventLog(SqliteTables.open(file, patience), max, onFull, clock);
  }

  @Override
  public Change begin(Intent intent) {
    return log.begin(intent);
  }

  @Override
  public boolean settle(Function<FilePath, Optional<FileInfo>> store) {
    return log.settle(store);
  }

  @Override
  public void listen(Consumer<FileEvent> listener) {
    log.listen(listener);
  }

  @Override
  public EventQueue queue(String receiver) {
    return log.queue(receiver);
  }

  @Override
  public List<ReceiverState> receivers() {
    return log.receivers();
  }

  @Override
  public List<FileEvent> events(long after, int max) {
    return log.events(after, max);
  }

  @Override
  public List<DeadLetter> deadLetters() {
    return log.deadLetters();
  }

  @Override
  public int replayDead(PathPattern pattern) {
    return log.replayDead(pattern);
  }

  @Override
  public int replay(Instant since, PathPattern pattern) {
    return log.replay(since, pattern);
  }

  @Override
  public void close() {
    log.close();
  }

  @Override
  public String toString() {
    return log.toString();
  }
}
