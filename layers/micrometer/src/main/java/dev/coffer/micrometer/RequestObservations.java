package dev.coffer.micrometer;

import dev.coffer.spi.ServiceRequests;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Reports each request of a store as an Observation, a child of that of its operation. */
final class RequestObservations implements ServiceRequests.Listener {
  private static final int SERVER_ERROR = 500;

  private final String store;
  private final ObservationRegistry registry;
  private final @Nullable RequestConvention convention;

  RequestObservations(
      String store, ObservationRegistry registry, @Nullable RequestConvention convention) {
    this.store = store;
    this.registry = registry;
    this.convention = convention;
  }

  @Override
  public ServiceRequests.Ending begin(ServiceRequests.Request request) {
    RequestContext context = new RequestContext(store, request);
    Observation observation =
        CofferObservation.REQUEST.observation(
            convention, RequestConvention.USUAL, () -> context, registry);
    Observation operation = ObservationThreads.operation();
    if (operation != null && !operation.isNoop()) {
      observation.parentObservation(operation);
    }
    observation.start();
    return (status, error) -> end(context, observation, status);
  }

  private static void end(RequestContext context, Observation observation, OptionalInt status) {
    String shown = status.isPresent() ? Integer.toString(status.getAsInt()) : "none";
    context.ended(shown);
    if (status.isEmpty() || status.getAsInt() >= SERVER_ERROR) {
      observation.error(new OperationFailure(shown));
    }
    observation.stop();
  }
}
