package dev.coffer.replicate;

import dev.coffer.Feature;
import java.util.List;
import java.util.function.Consumer;

/**
 * The replicas of a store; obtained with {@link dev.coffer.FileStore#unwrap}.
 *
 * <pre>{@code
 * store.unwrap(Replication.class).orElseThrow().listen(late -> alert(late.toString()));
 * }</pre>
 */
public interface Replication extends Feature {
  /**
   * Returns the state of each replica.
   *
   * @return the states, in the order of the configuration
   */
  List<ReplicaState> replicas();

  /**
   * Adds a listener for replicas whose lag exceeds {@code replication.max-lag}. It is told once,
   * and again if that replica has caught up and lags again.
   *
   * @param listener called by a thread of its own, and may wait; what it throws is logged
   */
  void listen(Consumer<ReplicaState> listener);

  @Override
  default boolean leavesFilesAlone() {
    return true;
  }
}
