package dev.coffer.micrometer;

import dev.coffer.observe.Outcome;
import dev.coffer.observe.StoreCall;
import io.micrometer.observation.Observation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of an operation that is observed. */
public final class OperationContext extends Observation.Context {
  private final String store;
  private final StoreCall call;
  private volatile @Nullable Outcome outcome;

  OperationContext(String store, StoreCall call) {
    this.store = store;
    this.call = call;
  }

  /**
   * The store as it is tagged.
   *
   * @return without any path
   */
  public String store() {
    return store;
  }

  /**
   * What was asked.
   *
   * @return with the paths, which are no tags
   */
  public StoreCall call() {
    return call;
  }

  /**
   * How it ended.
   *
   * @return nothing until then
   */
  public Optional<Outcome> outcome() {
    return Optional.ofNullable(outcome);
  }

  void ended(Outcome how) {
    outcome = how;
  }
}
