package dev.coffer.local;

import org.jspecify.annotations.Nullable;

/**
 * When threads saw a directory in its place, so that a burst of calls shares one look at it. Times
 * are those of {@link System#nanoTime}.
 *
 * <p>A look is good for the thread that took it, for {@value #LASTS} nanoseconds, while no more
 * than {@value #PAUSE} lie between two of its calls. Within so short a pause the thread cannot have
 * moved the directory and put something in its place, nor waited for somebody who did. A directory
 * that another program moves away meanwhile is used where it is now; no link is followed.
 *
 * <p>Threads share no place to write to, as far as there are places: what a thread finds in its
 * place is its own or good for nothing. Values are immutable, so a race loses a look at worst.
 */
final class Looks {
  private static final long PAUSE = 20_000;
  private static final long LASTS = 200_000;
  private static final int PLACES = 32;

  private record Look(Thread thread, long taken, long used) {}

  private final @Nullable Look[] places = new Look[PLACES];
  private final long opened;

  Looks(long now) {
    this.opened = now;
  }

  /** Whether this thread can use the directory without another look. */
  boolean areGood(long now) {
    int place = place();
    Look look = places[place];
    if (look == null
        || now - look.used >= PAUSE
        || now - look.taken >= LASTS
        || !look.thread.equals(Thread.currentThread())) {
      return false;
    }
    places[place] = new Look(look.thread, look.taken, now);
    return true;
  }

  /** Notes that this thread has taken a look. */
  void add(long now) {
    places[place()] = new Look(Thread.currentThread(), now, now);
  }

  private static int place() {
    return (int) Thread.currentThread().getId() & (PLACES - 1);
  }

  /** How long ago the directory was used last, or opened. */
  long unusedFor(long now) {
    long least = now - opened;
    for (Look look : places) {
      least = look == null ? least : Math.min(least, now - look.used);
    }
    return least;
  }
}
