package dev.coffer.agent;

import dev.coffer.ConflictException;
import dev.coffer.ConnectionException;
import dev.coffer.ErrorContext;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.InterruptedOperationException;
import dev.coffer.WriteOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;

/**
 * Appends events, one after the other: an id is taken by creating its file, so that no other writer
 * takes it too, and there is no gap if a writer dies.
 *
 * <p>The next id is asked of the store once, then counted, and asked again after a conflict.
 */
final class EventAppends {
  private static final WriteOptions NEW = WriteOptions.DEFAULTS.ifAbsent();
  private static final long LONGEST_PAUSE_NANOS = 20_000_000;
  private static final long BETWEEN_LOOKS_NANOS = 5_000_000;
  private static final int MOST_LOOKS = 20;
  private static final long UNKNOWN = -1;

  /** More are no race: a directory has the name of the file, or a file that of the directory. */
  private static final int MOST_UNEXPLAINED = 3;

  private static final int MOST_UNSETTLED = 1000;

  private final FileStore store;
  private final EventFiles files;
  private final ReentrantLock lock = new ReentrantLock();
  private long next = UNKNOWN;

  /** Appends of which nobody knows how they ended, by what was given; old ones are forgotten. */
  private final Map<String, Attempt> unsettled =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Attempt> eldest) {
          return size() > MOST_UNSETTLED;
        }
      };

  EventAppends(FileStore store, EventFiles files) {
    this.store = store;
    this.files = files;
  }

  /** An event that is written under an id. */
  private record Attempt(String given, long id, String file, String text) {}

  /** Returns the next id as far as this log knows. */
  long nextId() {
    lock();
    try {
      return known();
    } finally {
      lock.unlock();
    }
  }

  /** Pages are listed before the events, so that none is of events that were appended since. */
  private long known() {
    if (next == UNKNOWN) {
      List<String> pages = files.cache().map(cache -> cache.pages(store)).orElse(List.of());
      next = files.list(store).next();
      files.cache().ifPresent(cache -> cache.deleteBeyond(store, pages, next));
    }
    return next;
  }

  /**
   * Appends an event.
   *
   * @param given what the caller gave, by which a repeated call is recognised
   * @param stored the event under an id
   */
  long append(String given, LongFunction<JsonValue.Fields> stored) {
    lock();
    try {
      Optional<Long> earlier = settle(given);
      return earlier.isPresent() ? earlier.get() : place(given, stored);
    } finally {
      lock.unlock();
    }
  }

  private void lock() {
    try {
      lock.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      ErrorContext context = new ErrorContext("append", files.directory(), store.name());
      throw new InterruptedOperationException(context, null, e);
    }
  }

  /** Returns the id of an append whose answer was lost and that is repeated now. */
  private Optional<Long> settle(String given) {
    Attempt last = unsettled.get(given);
    if (last == null) {
      return Optional.empty();
    }
    boolean done = isStored(last) && keep(last);
    unsettled.remove(given);
    next = done ? Math.max(known(), last.id() + 1) : UNKNOWN;
    return done ? Optional.of(last.id()) : Optional.empty();
  }

  private long place(String given, LongFunction<JsonValue.Fields> stored) {
    int unexplained = 0;
    while (true) {
      long id = known();
      if (files.isTaken(store, id)) {
        next = files.list(store).next();
        continue;
      }
      JsonValue.Fields event = stored.apply(id);
      String file = files.newFile(event, id);
      try {
        if (create(new Attempt(given, id, file, files.form().write(event)))) {
          next = id + 1;
          return id;
        }
        next = files.list(store).next();
      } catch (ConflictException e) {
        EventListing now = files.list(store);
        unexplained = now.next() > id || store.exists(file) ? 0 : unexplained + 1;
        if (unexplained > MOST_UNEXPLAINED) {
          throw e;
        }
        next = files.after(id, now);
      }
    }
  }

  /**
   * Returns false if the event was withdrawn.
   *
   * @throws ConflictException if the id is taken, or if there can be no such file
   */
  private boolean create(Attempt attempt) {
    unsettled.put(attempt.given(), attempt);
    try {
      store.write(attempt.file(), attempt.text(), NEW);
    } catch (ConflictException e) {
      unsettled.remove(attempt.given());
      throw e;
    } catch (ConnectionException e) {
      createAgain(attempt, e);
    }
    boolean kept = keep(attempt);
    unsettled.remove(attempt.given());
    return kept;
  }

  /** Nobody knows whether the file is there: if it is, it has the text of this very event. */
  private void createAgain(Attempt attempt, ConnectionException first) {
    try {
      store.write(attempt.file(), attempt.text(), NEW);
    } catch (ConflictException e) {
      if (!isStored(attempt)) {
        unsettled.remove(attempt.given());
        throw e;
      }
    } catch (FileStoreException e) {
      e.addSuppressed(first);
      throw e;
    }
  }

  private boolean isStored(Attempt attempt) {
    return JsonFile.find(store, attempt.file(), text -> text)
        .map(file -> file.value().equals(attempt.text()))
        .orElse(false);
  }

  /**
   * Withdraws an event whose id another writer took under another name, unless it is the older and
   * the other withdraws: readers may have seen it already.
   */
  private boolean keep(Attempt attempt) {
    for (int i = 0; i < MOST_LOOKS; i++) {
      Optional<EventFile> event =
          files.find(store, attempt.id()).filter(file -> file.path().equals(attempt.file()));
      if (event.isEmpty()) {
        break;
      }
      if (!event.get().isContested()) {
        return true;
      }
      LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
    }
    store.deleteFile(attempt.file());
    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE_NANOS));
    return false;
  }
}
