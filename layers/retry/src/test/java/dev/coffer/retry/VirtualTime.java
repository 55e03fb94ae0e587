package dev.coffer.retry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Time that passes when a test advances it, or when a thread sleeps. */
final class VirtualTime implements Ticker {
  private final PriorityQueue<Task> tasks = new PriorityQueue<>();
  private final List<Duration> slept = new ArrayList<>();
  private long now;

  private record Task(long due, FutureTask<?> action) implements Comparable<Task> {
    @Override
    public int compareTo(Task other) {
      return Long.compare(due, other.due);
    }
  }

  @Override
  public synchronized long nanos() {
    return now;
  }

  @Override
  public void sleep(Duration time) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    synchronized (this) {
      slept.add(time);
    }
    pass(time);
  }

  @Override
  public synchronized Future<?> later(long nanos, Runnable task) {
    Task later = new Task(now + nanos, new FutureTask<>(task, null));
    tasks.add(later);
    return later.action;
  }

  /** Returns how many tasks are to be run later. */
  synchronized long outstanding() {
    return tasks.stream().filter(task -> !task.action.isDone()).count();
  }

  /** Lets time pass, and does what is due in it. */
  void pass(Duration time) {
    long end = nanos() + time.toNanos();
    for (Runnable next = due(end); next != null; next = due(end)) {
      next.run();
    }
    synchronized (this) {
      now = Math.max(now, end);
    }
  }

  private synchronized @Nullable Runnable due(long end) {
    Task next = tasks.peek();
    if (next == null || next.due > end) {
      return null;
    }
    now = Math.max(now, next.due);
    return tasks.remove().action;
  }

  /** How long who slept. */
  synchronized List<Duration> slept() {
    return List.copyOf(slept);
  }

  /** How many looks are ahead. */
  synchronized int ahead() {
    return tasks.size();
  }
}
