package dev.coffer.micrometer;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Determines the names and tags of an operation. Override what is to differ, and pass it to {@link
 * MicrometerListener#convention(OperationConvention)} or to the observation registry.
 */
public interface OperationConvention extends ObservationConvention<OperationContext> {
  /** The convention of the documented table of meters. */
  OperationConvention USUAL = new OperationConvention() {};

  @Override
  default String getName() {
    return "coffer.operation";
  }

  @Override
  default String getContextualName(OperationContext context) {
    return "coffer " + context.call().operation();
  }

  @Override
  default KeyValues getLowCardinalityKeyValues(OperationContext context) {
    KeyValue store = CofferObservation.Key.STORE.withValue(context.store());
    KeyValue operation =
        CofferObservation.Key.OPERATION.withValue(context.call().operation().toString());
    return context
        .outcome()
        .map(outcome -> CofferObservation.Key.OUTCOME.withValue(outcome.word()))
        .map(outcome -> KeyValues.of(store, operation, outcome))
        .orElseGet(() -> KeyValues.of(store, operation));
  }

  @Override
  default KeyValues getHighCardinalityKeyValues(OperationContext context) {
    return context
        .outcome()
        .map(outcome -> CofferObservation.Key.BYTES.withValue(Long.toString(outcome.bytes())))
        .map(KeyValues::of)
        .orElse(KeyValues.empty());
  }

  @Override
  default boolean supportsContext(Observation.Context context) {
    return context instanceof OperationContext;
  }
}
