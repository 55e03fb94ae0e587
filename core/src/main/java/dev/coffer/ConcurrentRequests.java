package dev.coffer;

import dev.coffer.concurrent.TaskFailure;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs a request for each of many items, several at once, and collects every failure.
 *
 * <p>The calling thread takes part. Items are taken one at a time, and only when a thread is free
 * for them, so they may come from a listing that is read page by page. Each item is tried whatever
 * happens to the others, unless the caller is interrupted, a request fails with an error that is
 * not a {@link FileStoreException}, or taking the next item fails; then the running requests are
 * interrupted.
 *
 * @param <T> the type of the items
 */
public final class ConcurrentRequests<T> {
  private final Iterator<? extends T> items;
  private final int limit;
  private final Consumer<? super T> request;
  private final TaskGroup team = new TaskGroup();
  private final ReentrantLock turn = new ReentrantLock();
  private final List<FileStoreException> failures = new ArrayList<>();
  private @Nullable Throwable end;
  private int threads = 1;

  private ConcurrentRequests(Iterator<? extends T> items, int limit, Consumer<? super T> request) {
    this.items = items;
    this.limit = limit;
    this.request = request;
  }

  /**
   * Runs the requests and returns once all are done.
   *
   * @param <T> the type of the items
   * @param items taken by one thread at a time
   * @param limit the maximum number of concurrent requests, at least 1
   * @param request called for each item
   * @throws FileStoreException if some requests failed, with all {@link
   *     FileStoreException#failures()}
   */
  public static <T> void run(Iterator<? extends T> items, int limit, Consumer<? super T> request) {
    new ConcurrentRequests<T>(items, limit, request).run();
  }

  private void run() {
    work();
    boolean interrupted = team.await();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    report();
  }

  private void work() {
    for (T item = next(); item != null; item = next()) {
      try {
        request.accept(item);
      } catch (InterruptedOperationException e) {
        failed(e);
        endWith(e);
      } catch (FileStoreException e) {
        failed(e);
      } catch (Throwable e) { // a back end may throw what it does not declare
        endWith(e);
      }
    }
  }

  /** Returns the next item, or null if this thread has nothing more to do. */
  private @Nullable T next() {
    turn.lock();
    try {
      try {
        if (ended() || !items.hasNext()) {
          return null;
        }
        T item = items.next();
        if (threads < limit) {
          threads++;
          team.start(this::work);
        }
        return item;
      } catch (Throwable e) {
        endWith(e);
        return null;
      }
    } finally {
      turn.unlock();
    }
  }

  private synchronized boolean ended() {
    return end != null;
  }

  private synchronized void failed(FileStoreException e) {
    failures.add(e);
  }

  private void endWith(Throwable e) {
    synchronized (this) {
      end = end == null ? e : end;
    }
    team.interrupt();
  }

  /** Called after all other threads have finished. */
  private synchronized void report() {
    if (end instanceof FileStoreException e) {
      failures.remove(e);
      failures.add(0, e);
    } else if (end != null) {
      throw TaskFailure.toThrow(end);
    }
    if (!failures.isEmpty()) {
      throw FileStoreException.ofAll(failures);
    }
  }
}
