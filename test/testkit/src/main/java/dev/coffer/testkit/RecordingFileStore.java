package dev.coffer.testkit;

import dev.coffer.FileStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * A layer that records the calls of primitives, in the order in which they began, whether they
 * succeeded or not. A convenience method appears as the primitives it uses: {@code readAll} of
 * three files as three reads.
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
   * Returns the calls so far.
   *
   * @return a copy of the calls, oldest first
   */
  public List<RecordedCall> calls() {
    return List.copyOf(calls);
  }

  /**
   * Returns how often a primitive has been called so far.
   *
   * @param operation the primitive
   * @return the number of calls
   */
  public int count(Operation operation) {
    return (int) calls.stream().filter(call -> call.operation() == operation).count();
  }

  /** Forgets the calls so far. */
  public void forget() {
    calls.clear();
  }

  @Override
  <T> T around(RecordedCall call, Supplier<T> action) {
    calls.add(call);
    return action.get();
  }
}
