package dev.coffer.micrometer;

import dev.coffer.FileStore;
import dev.coffer.observe.StoreCall;
import dev.coffer.observe.StoreOperation;
import dev.coffer.observe.Watch;
import dev.coffer.observe.Watcher;
import dev.coffer.spi.Measure;
import dev.coffer.spi.Measures;
import dev.coffer.spi.ServiceRequests;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The watcher of one store. */
final class StoreWatcher implements Watcher {
  private final String store;
  private final ObservationRegistry observations;
  private final MeterRegistry meters;
  private final @Nullable OperationConvention convention;
  private final Map<StoreOperation, OperationMeters> operations = new ConcurrentHashMap<>();
  private final Function<StoreOperation, OperationMeters> opening = this::open;
  private final List<Runnable> closing = new ArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private boolean closed;

  StoreWatcher(
      FileStore below,
      String store,
      ObservationRegistry observations,
      MeterRegistry meters,
      @Nullable OperationConvention convention,
      @Nullable RequestConvention requests) {
    this.store = store;
    this.observations = observations;
    this.meters = meters;
    this.convention = convention;
    Measures.of(below).forEach(this::register);
    below
        .unwrap(ServiceRequests.class)
        .map(told -> told.listen(new RequestObservations(store, observations, requests)))
        .ifPresent(subscription -> closing.add(subscription::close));
  }

  @Override
  public Watch begin(StoreCall call) {
    OperationContext context = new OperationContext(store, call);
    Observation observation =
        CofferObservation.OPERATION.observation(
            convention, OperationConvention.USUAL, () -> context, observations);
    return new OperationWatch(
        operations.computeIfAbsent(call.operation(), opening), context, observation);
  }

  private OperationMeters open(StoreOperation operation) {
    OperationMeters opened = new OperationMeters(operation, store, meters);
    register(opened.gauge(operation));
    return opened;
  }

  private void register(Measure measure) {
    lock.lock();
    try {
      if (!closed) {
        Runnable end = MeasureMeters.of(meters).add(measure.tag("store", store));
        closing.add(end);
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      closing.forEach(Runnable::run);
      closing.clear();
    } finally {
      lock.unlock();
    }
  }
}
