package dev.coffer.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.event.AnnouncingFileStore;
import dev.coffer.event.FileEventLog;
import dev.coffer.memory.InMemoryFileStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The behaviour of every {@link FileEventLog}, and the events of a store that writes to it: extend
 * this class in a test and specify how to create an empty log.
 *
 * <pre>{@code
 * class TableEventLogTest extends FileEventsContract {
 *   @Override
 *   protected FileEventLog newLog() {
 *     return new TableEventLog(emptyDatabase());
 *   }
 * }
 * }</pre>
 *
 * <p>The cases on the next process, and on several processes, are skipped and the reason is printed
 * if {@link #reopen} returns an empty result.
 */
@Timeout(120)
@ExtendWith(SkippedCases.class)
public abstract class FileEventsContract implements AnnouncementCases, QueueCases, DurabilityCases {
  private final List<FileEventLog> opened = new ArrayList<>();
  private @Nullable FileEventLog log;
  private @Nullable AnnouncingFileStore store;
  private @Nullable FaultyFileStore below;

  /** Creates the test of a log. */
  protected FileEventsContract() {}

  /**
   * Creates a log without any event. Called once before each case; the contract closes it.
   *
   * @return a new log
   */
  protected abstract FileEventLog newLog();

  /**
   * Opens a log again, as another process would: while the first is open, or after it was closed.
   * The contract closes the result.
   *
   * @param first the log created by {@link #newLog()}
   * @return a separate handle, empty if there can be none
   */
  protected Optional<FileEventLog> reopen(FileEventLog first) {
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
  public final FileEventLog log() {
    return Objects.requireNonNull(log, "the log of a case is open during the case alone");
  }

  @Override
  public final FileEventLog closeAndReopen() {
    log().close();
    return anotherLog();
  }

  @Override
  public final FileEventLog anotherLog() {
    Optional<FileEventLog> next = reopen(log());
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

  /** Closes everything that the case opened. */
  @AfterEach
  public final void closeLogs() {
    store().close();
    opened.forEach(FileEventLog::close);
    opened.clear();
  }
}
