package dev.coffer.event;

import dev.coffer.TaskGroup;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** The events that wait for one listener, and the thread that delivers them while there are any. */
final class ListenerQueue {
  private static final SafeLog LOG = new SafeLog(FileEvents.class);

  private final EventView view;
  private final PathPattern pattern;
  private final FileEventListener listener;
  private final int limit;
  private final Queue<FileEvent> waiting = new ArrayDeque<>();
  private final TaskGroup thread = new TaskGroup();
  private long missed;
  private boolean telling;
  private boolean closed;

  ListenerQueue(EventView view, PathPattern pattern, FileEventListener listener, int limit) {
    this.view = view;
    this.pattern = pattern;
    this.listener = listener;
    this.limit = limit;
  }

  void offer(FileEvent event) {
    view.see(event).filter(pattern::matches).ifPresent(this::put);
  }

  private synchronized void put(FileEvent event) {
    if (closed) {
      return;
    }
    if (waiting.size() < limit && missed == 0) {
      waiting.add(event);
    } else {
      missed++;
    }
    if (!telling) {
      start();
    }
  }

  /**
   * If no thread can be started, the event waits for the next event; the thread that changed a file
   * must not be affected.
   */
  private void start() {
    telling = true;
    try {
      thread.start(this::tell);
    } catch (Throwable e) {
      telling = false;
      LOG.warn("a listener of {} cannot be notified now", pattern, e);
    }
  }

  synchronized void close() {
    closed = true;
    waiting.clear();
  }

  private void tell() {
    for (Runnable next = next(); next != null; next = next()) {
      try {
        next.run();
      } catch (Throwable e) {
        LOG.warn("a listener of {} failed", pattern, e);
      }
    }
  }

  /** Returns the next notification: the waiting events, then how many were missed after them. */
  private synchronized @Nullable Runnable next() {
    FileEvent event = waiting.poll();
    if (event != null) {
      return () -> listener.changed(event);
    }
    if (closed || missed == 0) {
      telling = false;
      return null;
    }
    long count = missed;
    missed = 0;
    return () -> listener.missed(count);
  }
}
