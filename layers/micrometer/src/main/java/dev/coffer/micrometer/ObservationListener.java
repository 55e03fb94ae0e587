package dev.coffer.micrometer;

import dev.coffer.observe.CallListener;
import dev.coffer.observe.Outcome;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/** One operation as an Observation, whose scope is open on the thread of the call. */
final class ObservationListener implements CallListener {
  /** As in the layer's own log by default: an answer and not a failure. */
  private static final String NOT_MODIFIED = "not-modified";

  private final OperationMeters meters;
  private final OperationContext context;
  private final Observation observation;
  private Observation.@Nullable Scope scope;
  private @Nullable Observation before;

  ObservationListener(OperationMeters meters, OperationContext context, Observation observation) {
    this.meters = meters;
    this.context = context;
    this.observation = observation;
    meters.begin();
    observation.start();
    scope = observation.openScope();
    resumed();
  }

  @Override
  public void answered(Outcome outcome) {
    Observation.Scope open = scope;
    if (open != null) {
      scope = null;
      paused();
      open.close();
    }
  }

  @Override
  public void resumed() {
    before = ObservationThreads.operation();
    ObservationThreads.belongsTo(observation);
  }

  @Override
  public void paused() {
    ObservationThreads.belongsTo(before);
  }

  @Override
  public void logged(Runnable line) {
    observation.scoped(line);
  }

  @Override
  public void ended(Outcome outcome) {
    context.ended(outcome);
    if (outcome.error().isPresent() && !outcome.word().equals(NOT_MODIFIED)) {
      observation.error(new OperationFailure(outcome.word()));
    }
    observation.stop();
    meters.end(outcome);
  }
}
