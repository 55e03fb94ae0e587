package dev.coffer.micrometer;

import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Determines the names and tags of a request to a service. Override what is to differ, and pass it
 * to {@link MicrometerListener#convention(RequestConvention)} or to the observation registry.
 */
public interface RequestConvention extends ObservationConvention<RequestContext> {
  /** The convention of the documented table of meters. */
  RequestConvention USUAL = new RequestConvention() {};

  @Override
  default String getName() {
    return "coffer.request";
  }

  @Override
  default String getContextualName(RequestContext context) {
    return context.request().name();
  }

  @Override
  default KeyValues getLowCardinalityKeyValues(RequestContext context) {
    boolean repeated = context.request().attempt() > 1;
    KeyValues known =
        KeyValues.of(
            CofferObservation.Key.STORE.withValue(context.store()),
            CofferObservation.Key.REQUEST.withValue(context.request().name()),
            CofferObservation.Key.REPEATED.withValue(Boolean.toString(repeated)));
    return context
        .status()
        .map(status -> known.and(CofferObservation.Key.STATUS.withValue(status)))
        .orElse(known);
  }

  @Override
  default KeyValues getHighCardinalityKeyValues(RequestContext context) {
    int attempt = context.request().attempt();
    return KeyValues.of(CofferObservation.Key.ATTEMPT.withValue(Integer.toString(attempt)));
  }

  @Override
  default boolean supportsContext(Observation.Context context) {
    return context instanceof RequestContext;
  }
}
