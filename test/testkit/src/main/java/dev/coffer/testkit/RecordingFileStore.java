package dev.coffer.testkit;

import dev.coffer.FileStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * A layer that remembers the primitives it was called with, in the order in which the calls began,
 * whether they succeeded or not. A convenience shows up as the primitives it runs on: {@code
 * readAll} of three files as three reads.
 *
 * <pre>{@code
 * RecordingFileStore store = new RecordingFileStore(new InMemoryFileStore());
 * service.save(store);
 * assertEquals(List.of(RecordedCall.of(Operation.WRITE, "users/ada.json")), store.calls());
 * }</pre>
 */
public final class RecordingFileStore extends WatchingFileStore {
  private final CopyOnWriteArrayList<RecordedCall> calls = new CopyOnWriteArrayList<>();

  /**
   * Wraps a store.
   *
   * @param delegate does the work; closed with this store
   */
  public RecordingFileStore(FileStore delegate) {
    super(delegate);
  }

  /**
   * What was called so far.
   *
   * @return a copy, oldest first
   */
  public List<RecordedCall> calls() {
    return List.copyOf(calls);
  }

  /**
   * How often a primitive was called so far.
   *
   * @param operation which
   * @return from 0
   */
  public int count(Operation operation) {
    return (int) calls.stream().filter(call -> call.operation() == operation).count();
  }

  /** Forgets what was called so far. */
  public void forget() {
    calls.clear();
  }

  @Override
  <T> T around(RecordedCall call, Supplier<T> action) {
    calls.add(call);
    return action.get();
  }
}
