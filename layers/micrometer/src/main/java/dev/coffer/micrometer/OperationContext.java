package dev.coffer.micrometer;

import dev.coffer.observe.Outcome;
import dev.coffer.observe.StoreCall;
import io.micrometer.observation.Observation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The context of an observed operation. */
public final class OperationContext extends Observation.Context {
  private final String store;
  private final StoreCall call;
  private volatile @Nullable Outcome outcome;

  OperationContext(String store, StoreCall call) {
    this.store = store;
    this.call = call;
  }

  /**
   * Returns the store as used in tags.
   *
   * @return the name, without any path
   */
  public String store() {
    return store;
  }

  /**
   * Returns the call.
   *
   * @return the call with its paths, which are not tags
   */
  public StoreCall call() {
    return call;
  }

  /**
   * Returns the outcome.
   *
   * @return the outcome, empty until the operation has ended
   */
  public Optional<Outcome> outcome() {
    return Optional.ofNullable(outcome);
  }

  void ended(Outcome how) {
    outcome = how;
  }
}
