package dev.coffer.agent;

import dev.coffer.InterruptedOperationException;
import dev.coffer.event.FileEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The events of a conversation as they come, each once and in the order of their ids.
 *
 * <pre>{@code
 * try (EventFeed feed = log.follow(0)) {
 *   while (feed.isOpen()) {
 *     feed.next(Duration.ofSeconds(15)).ifPresent(this::show);
 *   }
 * }
 * }</pre>
 *
 * <p>An id that is missing is waited for, since a writer of Python may store a later event first.
 * Once later events have been there for two seconds it is a gap, and skipped.
 *
 * <p>In the {@linkplain EventLog#v1 second generation}, an id that two writers took at once is
 * waited for, too, until one of them withdraws. Yet an event that one of them withdraws may have
 * been returned before the other came: follow a conversation that one log at a time appends to.
 *
 * <p>One thread takes events; any thread may close the feed. A feed has no thread of its own.
 */
public final class EventFeed implements AutoCloseable {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final Duration LONGEST = Duration.ofDays(36_500);
  private static final long BETWEEN_LISTINGS_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final EventLog log;
  private final long interval;
  private final LongSupplier nanoTime;
  private final FileEvents.@Nullable Subscription subscription;

  /** Held by the thread that takes events. */
  private final ReentrantLock taking = new ReentrantLock();

  private long position;
  private @Nullable Stream<AgentEvent> found;
  private @Nullable Iterator<AgentEvent> ready;
  private @Nullable Long listedAt;

  /** Up to it, ids that are missing are gaps, and none has two files for a moment only. */
  private long settled = -1;

  private long highest = -1;
  private long highestSince;
  private boolean isWaiting;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private boolean changed;
  private boolean closed;

  EventFeed(EventLog log, long from, Duration interval) {
    this(log, from, interval, System::nanoTime);
  }

  EventFeed(EventLog log, long from, Duration interval, LongSupplier nanoTime) {
    if (from < 0) {
      throw new IllegalArgumentException("the first id is negative: " + from);
    }
    if (interval.isNegative() || interval.isZero()) {
      throw new IllegalArgumentException("the interval is not positive: " + interval);
    }
    this.log = log;
    this.position = from;
    this.interval = nanos(interval);
    this.nanoTime = nanoTime;
    this.subscription =
        log.store()
            .unwrap(FileEvents.class)
            .map(events -> events.subscribe(pattern(log.directory()), event -> wake(false)))
            .orElse(null);
  }

  /** In an id, what has a meaning in a pattern stands for any character. */
  private static String pattern(String directory) {
    return directory.replace('*', '?') + "*";
  }

  /**
   * Returns the next event, as soon as there is one.
   *
   * @param timeout how long to wait for it
   * @return empty if none came in time, or if the feed was closed
   * @throws dev.coffer.FileStoreException if the store fails; the next call tries again, from the
   *     same event on
   * @throws InterruptedOperationException if the thread is interrupted
   */
  public Optional<AgentEvent> next(Duration timeout) {
    taking.lock();
    try {
      long end = nanoTime.getAsLong() + nanos(timeout);
      while (isOpen()) {
        Optional<AgentEvent> event = advance();
        if (event.isPresent()) {
          position = event.get().id() + 1;
          return event;
        }
        if (!await(Math.min(interval, end - nanoTime.getAsLong()))) {
          return Optional.empty();
        }
      }
      return Optional.empty();
    } catch (RuntimeException e) {
      drop();
      throw e;
    } finally {
      if (!isOpen()) {
        drop();
      }
      taking.unlock();
    }
  }

  /** Returns a length of time, but not so much that its end could not be compared to others. */
  private static long nanos(Duration time) {
    if (time.isNegative()) {
      return 0;
    }
    return time.compareTo(LONGEST) > 0 ? LONGEST.toNanos() : time.toNanos();
  }

  private Optional<AgentEvent> advance() {
    Optional<AgentEvent> known = ofReady();
    if (known.isPresent()) {
      return known;
    }
    drop();
    if (listedAt != null) {
      Optional<EventFile> direct = log.find(position);
      if (direct.filter(EventFile::isContested).isPresent()) {
        isWaiting = true;
      }
      Optional<AgentEvent> event = direct.filter(file -> !file.isContested()).flatMap(log::event);
      if (event.isPresent()) {
        return event;
      }
      if (!isWaiting && nanoTime.getAsLong() - listedAt < BETWEEN_LISTINGS_NANOS) {
        return Optional.empty();
      }
    }
    list();
    return ofReady();
  }

  private Optional<AgentEvent> ofReady() {
    return ready != null && ready.hasNext() ? Optional.of(ready.next()) : Optional.empty();
  }

  private void list() {
    List<EventFile> later = log.listUnseen().within(EventRange.ALL.from(position));
    listedAt = nanoTime.getAsLong();
    settle(later.isEmpty() ? position - 1 : later.get(later.size() - 1).id(), listedAt);
    List<EventFile> files = new ArrayList<>();
    long expected = position;
    for (EventFile file : later) {
      if ((file.id() != expected || file.isContested()) && file.id() > settled) {
        break;
      }
      files.add(file);
      expected = file.id() + 1;
    }
    isWaiting = files.size() < later.size();
    found = log.read(() -> files, OrderedReads.LARGEST_GROUP);
    ready = found.iterator();
  }

  /** Remembers which event was there when, until that is long ago. */
  private void settle(long last, long now) {
    if (highest > settled && now - highestSince >= PATIENCE_NANOS) {
      settled = highest;
    }
    if (highest <= settled && last > settled) {
      highest = last;
      highestSince = now;
    }
  }

  private boolean await(long nanos) {
    lock.lock();
    try {
      long left = nanos;
      while (!changed && !closed && left > 0) {
        left = news.awaitNanos(left);
      }
      boolean goOn = changed || left <= 0;
      changed = false;
      return goOn && nanos > 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedOperationException(
          JsonFile.context(log.store(), log.directory()), null, e);
    } finally {
      lock.unlock();
    }
  }

  private void wake(boolean isEnd) {
    lock.lock();
    try {
      changed = true;
      closed = closed || isEnd;
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns whether events may still come.
   *
   * @return false once the feed is closed
   */
  public boolean isOpen() {
    lock.lock();
    try {
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /** Ends the feed: a waiting {@link #next} returns at once. */
  @Override
  public void close() {
    wake(true);
    if (subscription != null) {
      subscription.close();
    }
    if (taking.tryLock()) {
      try {
        drop();
      } finally {
        taking.unlock();
      }
    }
  }

  private void drop() {
    if (found != null) {
      found.close();
    }
    found = null;
    ready = null;
  }
}
