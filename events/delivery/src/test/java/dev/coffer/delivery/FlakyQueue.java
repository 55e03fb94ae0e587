package dev.coffer.delivery;

import dev.coffer.event.EventQueue;
import dev.coffer.event.FileEvent;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** A queue whose log cannot be written while a test says so. */
final class FlakyQueue implements EventQueue {
  private final EventQueue queue;
  private int failures;
  private int failed;
  private int steps;

  FlakyQueue(EventQueue queue) {
    this.queue = queue;
  }

  synchronized void fail(int times) {
    failures = times;
  }

  synchronized void awaitFailures(int count) throws InterruptedException {
    while (failed < count) {
      wait();
    }
  }

  synchronized boolean hasFailed() {
    return failed > 0;
  }

  private synchronized void write() {
    if (failures > 0) {
      failures--;
      failed++;
      notifyAll();
      throw new IllegalStateException("the log is locked");
    }
  }

  /** How often the dispatcher has checked for work. */
  synchronized int steps() {
    return steps;
  }

  @Override
  public boolean attend() {
    synchronized (this) {
      steps++;
    }
    return queue.attend();
  }

  @Override
  public List<Waiting> take(int max) {
    return queue.take(max);
  }

  @Override
  public void acknowledge(Collection<FileEvent> events) {
    write();
    queue.acknowledge(events);
  }

  @Override
  public void retry(Collection<Waiting> failedEvents, String reason) {
    write();
    queue.retry(failedEvents, reason);
  }

  @Override
  public void giveUp(Collection<Waiting> failedEvents, String reason) {
    write();
    queue.giveUp(failedEvents, reason);
  }

  @Override
  public boolean isPending(UUID id) {
    return queue.isPending(id);
  }

  @Override
  public void hurry(boolean wanted) {
    queue.hurry(wanted);
  }

  @Override
  public boolean isHurried() {
    return queue.isHurried();
  }

  @Override
  public void onNews(Runnable callback) {
    queue.onNews(callback);
  }

  @Override
  public void close() {
    queue.close();
  }
}
