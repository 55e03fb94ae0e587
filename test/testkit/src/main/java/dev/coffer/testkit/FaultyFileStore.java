package dev.coffer.testkit;

import dev.coffer.FileStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A layer that fails the n-th call of a primitive: before it reaches the wrapped store, or after it
 * took effect, as if the response of a service were lost.
 *
 * <pre>{@code
 * FaultyFileStore store = new FaultyFileStore(new InMemoryFileStore());
 * store.failAfter(Operation.WRITE, 2, () -> new ConnectionException(new ErrorContext("write", "a", "test"), null, null));
 * }</pre>
 *
 * <p>Each fault counts calls from the moment it is set, and happens once. Without faults, the layer
 * behaves like the wrapped store.
 */
public final class FaultyFileStore extends WatchingFileStore {
  private final CopyOnWriteArrayList<Fault> faults = new CopyOnWriteArrayList<>();

  /** A fault that fails the call with which its countdown reaches zero. */
  private record Fault(
      Operation operation,
      boolean tookEffect,
      AtomicInteger countdown,
      Supplier<? extends RuntimeException> exception) {}

  /**
   * Wraps a store.
   *
   * @param delegate does the work; closed with this store
   */
  public FaultyFileStore(FileStore delegate) {
    super(delegate);
  }

  /**
   * Fails a call before anything happens in the wrapped store.
   *
   * @param operation the primitive
   * @param nth the number of its call, counted from now; 1 for the next
   * @param exception creates the exception to throw
   * @throws IllegalArgumentException if {@code nth} is less than 1
   */
  public void failBefore(
      Operation operation, int nth, Supplier<? extends RuntimeException> exception) {
    add(operation, false, nth, exception);
  }

  /**
   * Fails a call after the wrapped store has completed it; its result is closed and lost.
   *
   * @param operation the primitive
   * @param nth the number of its call, counted from now; 1 for the next
   * @param exception creates the exception to throw
   * @throws IllegalArgumentException if {@code nth} is less than 1
   */
  public void failAfter(
      Operation operation, int nth, Supplier<? extends RuntimeException> exception) {
    add(operation, true, nth, exception);
  }

  private void add(
      Operation operation,
      boolean tookEffect,
      int nth,
      Supplier<? extends RuntimeException> exception) {
    if (nth < 1) {
      throw new IllegalArgumentException("calls are counted from 1: " + nth);
    }
    faults.add(new Fault(operation, tookEffect, new AtomicInteger(nth), exception));
  }

  /** Returns how many faults have not happened yet. */
  int pending() {
    return faults.size();
  }

  @Override
  <T> T around(RecordedCall call, Supplier<T> action) {
    // Every fault counts the call, also when another one fails it.
    List<Fault> due = faults.stream().filter(fault -> isDue(fault, call)).toList();
    throwFirst(due, false);
    T answer = action.get();
    if (!due.isEmpty()) {
      discard(answer);
    }
    throwFirst(due, true);
    return answer;
  }

  private static void throwFirst(List<Fault> due, boolean tookEffect) {
    for (Fault fault : due) {
      if (fault.tookEffect == tookEffect) {
        throw fault.exception.get();
      }
    }
  }

  private boolean isDue(Fault fault, RecordedCall call) {
    return fault.operation == call.operation()
        && fault.countdown.decrementAndGet() == 0
        && faults.remove(fault);
  }

  private static void discard(Object answer) {
    if (answer instanceof AutoCloseable open) {
      try {
        open.close();
      } catch (Exception e) {
        throw new IllegalStateException("an unused result could not be closed", e);
      }
    }
  }
}
