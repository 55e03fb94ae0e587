package dev.coffer.event;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An event log in the memory of this process, for stores that do not outlive it either. It is the
 * reference for the behaviour of every log.
 */
public final class InMemoryEventLog implements FileEventLog {
  private static final Logger LOG = LoggerFactory.getLogger(InMemoryEventLog.class);

  /** A warning for each event would be as many lines as there are changes. */
  private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);

  private final int max;
  private final OverflowPolicy onFull;
  private final InstantSource clock;
  private final NavigableMap<Long, FileEvent> events = new TreeMap<>();

  /** The events that no receiver waits for. */
  private final NavigableSet<Long> delivered = new TreeSet<>();

  /** The events that no receiver waits for and that one of them did not take. */
  private final NavigableSet<Long> dead = new TreeSet<>();

  /** The paths for which it is not known whether they were changed. */
  private final Map<FilePath, RetryTime> unsettled = new LinkedHashMap<>();

  private final Map<String, InMemoryQueue> queues = new TreeMap<>();
  private final LogListeners listeners = new LogListeners();

  /** Dropped since the last warning. */
  private long dropped;

  private Instant nextWarning = Instant.MIN;
  private int begun;
  private long last;
  private boolean closed;

  /** Creates an empty log for 100,000 events. */
  public InMemoryEventLog() {
    this(100_000, OverflowPolicy.FAIL);
  }

  /**
   * Creates an empty log.
   *
   * @param max the maximum number of events that it keeps
   * @param onFull what happens if that many events are undelivered
   */
  public InMemoryEventLog(int max, OverflowPolicy onFull) {
    this(max, onFull, InstantSource.system());
  }

  InMemoryEventLog(int max, OverflowPolicy onFull, InstantSource clock) {
    this.max = max;
    this.onFull = onFull;
    this.clock = clock;
  }

  @Override
  public synchronized Change begin(Intent intent) {
    if (closed) {
      throw new IllegalStateException("the event log is closed");
    }
    if (onFull == OverflowPolicy.FAIL) {
      makeRoom(intent);
    }
    begun += intent.paths().size();
    return (done, unknown) -> end(intent, done, unknown);
  }

  private void makeRoom(Intent intent) {
    int coming = begun + unsettled.size() + intent.paths().size();
    trim(coming);
    if (events.size() + coming > max) {
      throw OverflowPolicy.full(intent, "the event log", events.size(), unsettled.size());
    }
  }

  private void end(Intent intent, List<FileEvent> done, List<FilePath> unknown) {
    synchronized (this) {
      begun -= intent.paths().size();
    }
    append(done);
    unknown(unknown);
  }

  private void append(List<FileEvent> done) {
    List<Runnable> news;
    synchronized (this) {
      if (closed || done.isEmpty()) {
        return;
      }
      done.forEach(event -> append(event, queue -> true));
      news = news();
    }
    news.forEach(Runnable::run);
  }

  private void append(FileEvent event, Predicate<InMemoryQueue> receivers) {
    FileEvent numbered = event.numbered(++last);
    events.put(last, numbered);
    queues.values().stream().filter(receivers).forEach(queue -> queue.add(numbered));
    settled(last);
    trim(0);
    if (onFull == OverflowPolicy.DROP_OLDEST && events.size() > max) {
      dropOldest();
    }
    listeners.tell(numbered);
  }

  private List<Runnable> news() {
    return queues.values().stream().flatMap(InMemoryQueue::news).toList();
  }

  /** Forgets the oldest events that every receiver has, then the oldest dead letters. */
  private void trim(int coming) {
    while (events.size() + coming > max && !(delivered.isEmpty() && dead.isEmpty())) {
      Long oldest = delivered.isEmpty() ? dead.pollFirst() : delivered.pollFirst();
      forget(Objects.requireNonNull(oldest));
    }
  }

  private void dropOldest() {
    forget(events.firstKey());
    dropped();
  }

  private void dropped() {
    dropped++;
    Instant now = clock.instant();
    if (!now.isBefore(nextWarning)) {
      LOG.warn("the event log is full: {} events that were not delivered are dropped", dropped);
      dropped = 0;
      nextWarning = now.plus(BETWEEN_WARNINGS);
    }
  }

  private void forget(long order) {
    events.remove(order);
    delivered.remove(order);
    dead.remove(order);
    queues.values().forEach(queue -> queue.forget(order));
  }

  /** Records the progress of the receivers with an event. */
  void settled(long order) {
    boolean known = events.containsKey(order);
    if (known && queues.values().stream().noneMatch(queue -> queue.isPending(order))) {
      boolean somewhereDead = queues.values().stream().anyMatch(queue -> queue.isDead(order));
      (somewhereDead ? dead : delivered).add(order);
      (somewhereDead ? delivered : dead).remove(order);
    }
  }

  /** No change survives the process, but a change may fail with an unknown outcome. */
  @Override
  public boolean settle(Function<FilePath, Optional<FileInfo>> store) {
    Map<FilePath, RetryTime> due = takeDue();
    try {
      Map<FilePath, FileStoreException> hidden =
          new PresentStates(store, clock).announce(due.keySet(), this::append);
      hidden.forEach(
          (path, failure) -> checkLater(path, due.getOrDefault(path, RetryTime.NOW), failure));
    } catch (Throwable e) { // a store may throw what it does not declare
      unknown(due.keySet());
      throw e;
    }
    synchronized (this) {
      return !unsettled.isEmpty();
    }
  }

  private synchronized Map<FilePath, RetryTime> takeDue() {
    Instant now = clock.instant();
    Map<FilePath, RetryTime> due = new LinkedHashMap<>(unsettled);
    due.values().removeIf(later -> !later.isDue(now));
    unsettled.keySet().removeAll(due.keySet());
    return due;
  }

  private synchronized void unknown(Collection<FilePath> paths) {
    paths.forEach(path -> unsettled.put(path, RetryTime.NOW));
    while (onFull == OverflowPolicy.DROP_OLDEST && unsettled.size() > max) {
      unsettled.remove(unsettled.keySet().iterator().next());
      dropped();
    }
  }

  private synchronized void checkLater(
      FilePath path, RetryTime before, FileStoreException failure) {
    if (before.isFirst()) {
      LOG.warn("whether {} was changed is not known; it is checked later", path, failure);
    }
    unsettled.putIfAbsent(path, before.next(clock.instant()));
  }

  @Override
  public void listen(Consumer<FileEvent> listener) {
    listeners.add(listener);
  }

  @Override
  public synchronized EventQueue queue(String receiver) {
    return queues.computeIfAbsent(receiver, name -> new InMemoryQueue(this, name)).handle();
  }

  @Override
  public synchronized List<FileEvent> events(long after, int count) {
    return events.tailMap(after, false).values().stream().limit(count).toList();
  }

  @Override
  public synchronized List<DeadLetter> deadLetters() {
    return queues.values().stream().flatMap(queue -> queue.deadLetters().stream()).toList();
  }

  @Override
  public int replayDead(PathPattern pattern) {
    int count = 0;
    List<Runnable> news;
    synchronized (this) {
      for (InMemoryQueue queue : queues.values()) {
        for (FileEvent event : queue.revive(pattern)) {
          append(event, queue::equals);
          count++;
        }
      }
      news = news();
    }
    news.forEach(Runnable::run);
    return count;
  }

  @Override
  public int replay(Instant since, PathPattern pattern) {
    List<FileEvent> chosen;
    List<Runnable> news;
    synchronized (this) {
      chosen =
          events.values().stream()
              .filter(event -> !event.time().isBefore(since) && pattern.matches(event))
              .toList();
      chosen.forEach(event -> append(event, queue -> true));
      news = news();
    }
    news.forEach(Runnable::run);
    return chosen.size();
  }

  @Override
  public synchronized List<ReceiverState> receivers() {
    return queues.values().stream().map(InMemoryQueue::state).toList();
  }

  @Override
  public synchronized void close() {
    closed = true;
  }
}
