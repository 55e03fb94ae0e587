package dev.coffer.retry;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls in the order in which they will have taken too long. While there is any, the head is looked
 * at when its time has come. A call that goes on after it was interrupted joins again at the end.
 */
final class Line {
  private static final Logger LOG = LoggerFactory.getLogger(RetryingFileStore.class);

  private final long limit;
  private final Time time;
  private @Nullable TimedCall first;
  private @Nullable TimedCall last;
  private boolean watched;

  Line(long limit, Time time) {
    this.limit = limit;
    this.time = time;
  }

  synchronized void join(TimedCall call) {
    append(call);
    if (!watched) {
      watched = true;
      time.later(limit, this::look);
    }
  }

  private void append(TimedCall call) {
    call.before = last;
    call.after = null;
    if (last == null) {
      first = call;
    } else {
      last.after = call;
    }
    last = call;
  }

  synchronized void leave(TimedCall call) {
    remove(call);
  }

  private void remove(TimedCall call) {
    TimedCall before = call.before;
    TimedCall after = call.after;
    if (before == null) {
      first = after;
    } else {
      before.after = after;
    }
    if (after == null) {
      last = before;
    } else {
      after.before = before;
    }
  }

  private void look() {
    // An interrupt runs what the call has left for it, so not while others wait for the line.
    for (TimedCall call : takeDue()) {
      try {
        call.ring();
      } catch (RuntimeException e) {
        // What the call has left for it fails; its thread is interrupted, and the others' turn
        // comes.
        LOG.debug("an interrupt at a deadline", e);
      }
    }
  }

  private synchronized List<TimedCall> takeDue() {
    long now = time.nanos();
    List<TimedCall> due = new ArrayList<>();
    for (TimedCall call = first; call != null && call.due - now <= 0; call = first) {
      due.add(call);
      remove(call);
      call.due = now + limit;
      append(call);
    }
    watched = first != null;
    if (first != null) {
      time.later(first.due - now, this::look);
    }
    return due;
  }
}
