package dev.coffer.micrometer;

import dev.coffer.FileStore;
import dev.coffer.observe.CallListener;
import dev.coffer.observe.OperationListener;
import dev.coffer.observe.StoreCall;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler.IgnoredMeters;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * A listener that reports the operations of a store to Micrometer.
 *
 * <pre>{@code
 * OperationListener micrometer = new MicrometerListener(observationRegistry, meterRegistry);
 * FileStore store = new ObservedFileStore(below, ObserveOptions.DEFAULTS.listener(micrometer));
 * }</pre>
 *
 * <p>Each operation is an Observation {@link CofferObservation#OPERATION}, whose scope is open on
 * the thread of the call, and each request of the store to a service is a child {@link
 * CofferObservation#REQUEST}. The handlers of the observation registry decide whether they become
 * timers or spans. The meter registry receives file sizes, the operations in progress, and the
 * metrics of the store and its layers.
 *
 * <p>Once a listener has been created, context that an application propagates with Micrometer's
 * context propagation library is available on the threads that Coffer starts for a call.
 *
 * <p>Immutable; may be used for any number of stores. Neither tags nor spans contain a path,
 * content or a secret; an error is reported only by its kind.
 */
public final class MicrometerListener implements OperationListener {
  private static volatile @Nullable MicrometerListener configured;

  private final ObservationRegistry observations;
  private final MeterRegistry meters;
  private final @Nullable String name;
  private final @Nullable OperationConvention operations;
  private final @Nullable RequestConvention requests;

  /**
   * Creates a listener with the default conventions.
   *
   * @param observations receives operations and requests; timers need a handler, such as {@link
   *     DefaultMeterObservationHandler}, and spans one of Micrometer Tracing
   * @param meters receives everything else
   */
  public MicrometerListener(ObservationRegistry observations, MeterRegistry meters) {
    this(observations, meters, null, null, null);
  }

  private MicrometerListener(
      ObservationRegistry observations,
      MeterRegistry meters,
      @Nullable String name,
      @Nullable OperationConvention operations,
      @Nullable RequestConvention requests) {
    this.observations = observations;
    this.meters = meters;
    this.name = name;
    this.operations = operations;
    this.requests = requests;
  }

  /**
   * Returns this listener with a name for the store, instead of its kind and bucket.
   *
   * @param store the value of the tag {@code store}
   * @return a new listener
   */
  public MicrometerListener name(String store) {
    return new MicrometerListener(observations, meters, store, operations, requests);
  }

  /**
   * Returns this listener with another convention for operations.
   *
   * @param convention replaces {@link OperationConvention#USUAL}
   * @return a new listener
   */
  public MicrometerListener convention(OperationConvention convention) {
    return new MicrometerListener(observations, meters, name, convention, requests);
  }

  /**
   * Returns this listener with another convention for requests.
   *
   * @param convention replaces {@link RequestConvention#USUAL}
   * @return a new listener
   */
  public MicrometerListener convention(RequestConvention convention) {
    return new MicrometerListener(observations, meters, name, operations, convention);
  }

  /**
   * Sets the listener that {@code micrometer=on} in a configuration selects, in the whole process,
   * instead of one for {@link Metrics#globalRegistry} that creates timers and no spans.
   *
   * @param listener the listener of stores opened from now on
   */
  public static void configure(MicrometerListener listener) {
    configured = listener;
  }

  static MicrometerListener configured() {
    MicrometerListener listener = configured;
    return listener == null ? Global.WATCHER : listener;
  }

  /** Creates the listener of a configuration if no other was set. */
  private static final class Global {
    static final MicrometerListener WATCHER = createConfigured();

    private static MicrometerListener createConfigured() {
      ObservationRegistry timers = ObservationRegistry.create();
      timers
          .observationConfig()
          .observationHandler(
              new DefaultMeterObservationHandler(
                  Metrics.globalRegistry, IgnoredMeters.LONG_TASK_TIMER));
      return new MicrometerListener(timers, Metrics.globalRegistry);
    }
  }

  @Override
  public OperationListener of(FileStore store) {
    ObservationThreads.register();
    String tagged = name == null ? StoreTag.of(store.toString()) : name;
    return new StoreListener(store, tagged, observations, meters, operations, requests);
  }

  /**
   * Must not be called: a store has a listener of its own.
   *
   * @throws IllegalStateException always
   */
  @Override
  public CallListener begin(StoreCall call) {
    throw new IllegalStateException("call of(store) to create the listener of a store");
  }
}
