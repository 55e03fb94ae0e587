package dev.coffer.event;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events in the memory of this process: for stores that are gone with it as well. The reference for
 * the behaviour of every log.
 */
public final class InMemoryEventLog implements EventLog {
  private static final Logger LOG = LoggerFactory.getLogger(InMemoryEventLog.class);

  private final int max;
  private final OnFull onFull;
  private final NavigableMap<Long, FileEvent> events = new TreeMap<>();

  /** The events that no receiver waits for. */
  private final NavigableSet<Long> delivered = new TreeSet<>();

  /** The events that no receiver waits for and that one of them did not take. */
  private final NavigableSet<Long> dead = new TreeSet<>();

  private final Map<String, InMemoryQueue> queues = new TreeMap<>();
  private final List<Consumer<FileEvent>> listeners = new CopyOnWriteArrayList<>();
  private int begun;
  private long last;
  private boolean closed;

  /** Makes an empty log for 100,000 events. */
  public InMemoryEventLog() {
    this(100_000, OnFull.FAIL);
  }

  /**
   * Makes an empty log.
   *
   * @param max the most events that it keeps
   * @param onFull what happens when so many are not delivered
   */
  public InMemoryEventLog(int max, OnFull onFull) {
    this.max = max;
    this.onFull = onFull;
  }

  @Override
  public synchronized Change begin(Intent intent) {
    if (closed) {
      throw new IllegalStateException("the event log is closed");
    }
    if (onFull == OnFull.FAIL) {
      makeRoom(intent);
    }
    begun += intent.paths().size();
    return done -> end(intent, done);
  }

  private void makeRoom(Intent intent) {
    trim(begun + intent.paths().size());
    if (events.size() + begun + intent.paths().size() > max) {
      throw OnFull.full(intent, "the event log", events.size());
    }
  }

  private void end(Intent intent, List<FileEvent> done) {
    List<Runnable> news;
    synchronized (this) {
      begun -= intent.paths().size();
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
    if (onFull == OnFull.DROP_OLDEST && events.size() > max) {
      dropOldest();
    }
    listeners.forEach(listener -> listener.accept(numbered));
  }

  private List<Runnable> news() {
    return queues.values().stream().map(InMemoryQueue::news).toList();
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
    LOG.warn("the event log is full: an event that was not delivered is dropped");
  }

  private void forget(long order) {
    events.remove(order);
    delivered.remove(order);
    dead.remove(order);
    queues.values().forEach(queue -> queue.forget(order));
  }

  /** Notes how far the receivers are with an event. */
  void settled(long order) {
    boolean known = events.containsKey(order);
    if (known && queues.values().stream().noneMatch(queue -> queue.isPending(order))) {
      boolean somewhereDead = queues.values().stream().anyMatch(queue -> queue.isDead(order));
      (somewhereDead ? dead : delivered).add(order);
      (somewhereDead ? delivered : dead).remove(order);
    }
  }

  /** Nothing survives a process here. */
  @Override
  public int settle(Function<FilePath, Optional<FileInfo>> store) {
    return 0;
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
      for (InMemoryQueue queue : List.copyOf(queues.values())) {
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
          new ArrayList<>(events.values())
              .stream()
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
