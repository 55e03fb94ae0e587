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
 * Tells Micrometer what is done with a store.
 *
 * <pre>{@code
 * OperationListener micrometer = new MicrometerListener(observationRegistry, meterRegistry);
 * FileStore store = new ObservedFileStore(below, ObserveOptions.DEFAULTS.listener(micrometer));
 * }</pre>
 *
 * <p>Each operation is an Observation {@link CofferObservation#OPERATION}, whose scope is open on
 * the thread of the call, and each request that the store makes to a service is a {@link
 * CofferObservation#REQUEST} below it. What they become, timers or spans, the handlers of the
 * registry of observations decide. The registry of meters gets the sizes of files, what is under
 * way, and what the store and its layers count.
 *
 * <p>From the first listener on, what an application keeps with a thread by Micrometer's library of
 * context propagation is there on the threads that Coffer starts for a call.
 *
 * <p>Immutable; may serve any number of stores. Neither tags nor spans hold a path, content or a
 * secret; of an error they are told the kind.
 */
public final class MicrometerListener implements OperationListener {
  private static volatile @Nullable MicrometerListener configured;

  private final ObservationRegistry observations;
  private final MeterRegistry meters;
  private final @Nullable String name;
  private final @Nullable OperationConvention operations;
  private final @Nullable RequestConvention requests;

  /**
   * Makes one with the usual conventions.
   *
   * @param observations gets operations and requests; for timers it needs a handler, such as {@link
   *     DefaultMeterObservationHandler}, and for spans one of Micrometer Tracing
   * @param meters gets everything else
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
   * The same under another name than the kind of the store and its bucket.
   *
   * @param store the value of the tag {@code store}
   * @return a new listener
   */
  public MicrometerListener name(String store) {
    return new MicrometerListener(observations, meters, store, operations, requests);
  }

  /**
   * The same with operations tagged in another way.
   *
   * @param convention in place of {@link OperationConvention#USUAL}
   * @return a new listener
   */
  public MicrometerListener convention(OperationConvention convention) {
    return new MicrometerListener(observations, meters, name, convention, requests);
  }

  /**
   * The same with requests tagged in another way.
   *
   * @param convention in place of {@link RequestConvention#USUAL}
   * @return a new listener
   */
  public MicrometerListener convention(RequestConvention convention) {
    return new MicrometerListener(observations, meters, name, operations, convention);
  }

  /**
   * From now on {@code micrometer=on} in a configuration means this listener, in the whole process,
   * in place of one for {@link Metrics#globalRegistry} that makes timers and no spans.
   *
   * @param listener for the stores that are opened from now on
   */
  public static void configure(MicrometerListener listener) {
    configured = listener;
  }

  static MicrometerListener configured() {
    MicrometerListener listener = configured;
    return listener == null ? Global.WATCHER : listener;
  }

  /** What a configuration means when nobody said anything else. */
  private static final class Global {
    static final MicrometerListener WATCHER = make();

    private static MicrometerListener make() {
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
    ObservationThreads.carry();
    String tagged = name == null ? StoreTag.of(store.toString()) : name;
    return new StoreListener(store, tagged, observations, meters, operations, requests);
  }

  /**
   * Not to be called: a store has a listener of its own.
   *
   * @throws IllegalStateException always
   */
  @Override
  public CallListener begin(StoreCall call) {
    throw new IllegalStateException("a store is watched by what of(store) gives");
  }
}
