package dev.coffer.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.event.AnnouncingFileStore;
import dev.coffer.event.EventLog;
import dev.coffer.memory.InMemoryFileStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What every {@link EventLog} must do, and what a store that writes into it announces: extend this
 * class in a test and say how an empty log is made.
 *
 * <pre>{@code
 * class TableEventLogTest extends FileEventsContract {
 *   @Override
 *   protected EventLog newLog() {
 *     return new TableEventLog(emptyDatabase());
 *   }
 * }
 * }</pre>
 *
 * <p>The cases on what the next process finds, and on several processes, are skipped and their
 * reason printed where {@link #reopen} gives nothing.
 */
@ExtendWith(SkippedCases.class)
public abstract class FileEventsContract implements AnnouncementCases, QueueCases, DurabilityCases {
  private final List<EventLog> opened = new ArrayList<>();
  private @Nullable EventLog log;
  private @Nullable AnnouncingFileStore store;
  private @Nullable FaultyFileStore below;

  /** For the author of a log. */
  protected FileEventsContract() {}

  /**
   * Makes a log without any event. Called once before each case; the contract closes it.
   *
   * @return a new log
   */
  protected abstract EventLog newLog();

  /**
   * Opens a log once more, as another process would: while the first is open, or after it was
   * closed. The contract closes what it gets.
   *
   * @param first what {@link #newLog()} made
   * @return a handle of its own, or nothing when there can be none
   */
  protected Optional<EventLog> reopen(EventLog first) {
    return Optional.empty();
  }

  /** Opens the log of the case. */
  @BeforeEach
  public final void openLog() {
    log = newLog();
    opened.add(log);
    below = new FaultyFileStore(new InMemoryFileStore());
    store = new AnnouncingFileStore(below, log);
  }

  @Override
  public final EventLog log() {
    return Objects.requireNonNull(log, "the log of a case is open during the case alone");
  }

  @Override
  public final EventLog closeAndReopen() {
    log().close();
    return anotherLog();
  }

  @Override
  public final EventLog anotherLog() {
    Optional<EventLog> next = reopen(log());
    assumeTrue(next.isPresent(), "there is no second handle on this log");
    opened.add(next.get());
    return next.get();
  }

  @Override
  public final AnnouncingFileStore store() {
    return Objects.requireNonNull(store, "the store of a case is open during the case alone");
  }

  @Override
  public final FaultyFileStore below() {
    return Objects.requireNonNull(below, "the store of a case is open during the case alone");
  }

  /** Closes what the case opened. */
  @AfterEach
  public final void closeLogs() {
    store().close();
    opened.forEach(EventLog::close);
    opened.clear();
  }
}
