package dev.coffer.micrometer;

import dev.coffer.FileStore;
import dev.coffer.observe.StoreCall;
import dev.coffer.observe.Watch;
import dev.coffer.observe.Watcher;
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
 * Watcher micrometer = new MicrometerWatcher(observationRegistry, meterRegistry);
 * FileStore store = new ObservedFileStore(below, ObserveOptions.DEFAULTS.watcher(micrometer));
 * }</pre>
 *
 * <p>Each operation is an Observation {@link CofferObservation#OPERATION}, whose scope is open on
 * the thread of the call, and each request that the store makes to a service is a {@link
 * CofferObservation#REQUEST} below it. What they become, timers or spans, the handlers of the
 * registry of observations decide. The registry of meters gets the sizes of files, what is under
 * way, and what the store and its layers count.
 *
 * <p>From the first watcher on, what an application keeps with a thread by Micrometer's library of
 * context propagation is there on the threads that Coffer starts for a call.
 *
 * <p>Immutable; may serve any number of stores. Neither tags nor spans hold a path, content or a
 * secret; of an error they are told the kind.
 */
public final class MicrometerWatcher implements Watcher {
  private static volatile @Nullable MicrometerWatcher configured;

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
  public MicrometerWatcher(ObservationRegistry observations, MeterRegistry meters) {
    this(observations, meters, null, null, null);
  }

  private MicrometerWatcher(
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
   * @return a new watcher
   */
  public MicrometerWatcher name(String store) {
    return new MicrometerWatcher(observations, meters, store, operations, requests);
  }

  /**
   * The same with operations tagged in another way.
   *
   * @param convention in place of {@link OperationConvention#USUAL}
   * @return a new watcher
   */
  public MicrometerWatcher convention(OperationConvention convention) {
    return new MicrometerWatcher(observations, meters, name, convention, requests);
  }

  /**
   * The same with requests tagged in another way.
   *
   * @param convention in place of {@link RequestConvention#USUAL}
   * @return a new watcher
   */
  public MicrometerWatcher convention(RequestConvention convention) {
    return new MicrometerWatcher(observations, meters, name, operations, convention);
  }

  /**
   * From now on {@code micrometer=on} in a configuration means this watcher, in the whole process,
   * in place of one for {@link Metrics#globalRegistry} that makes timers and no spans.
   *
   * @param watcher for the stores that are opened from now on
   */
  public static void configure(MicrometerWatcher watcher) {
    configured = watcher;
  }

  static MicrometerWatcher configured() {
    MicrometerWatcher watcher = configured;
    return watcher == null ? Global.WATCHER : watcher;
  }

  /** What a configuration means when nobody said anything else. */
  private static final class Global {
    static final MicrometerWatcher WATCHER = make();

    private static MicrometerWatcher make() {
      ObservationRegistry timers = ObservationRegistry.create();
      timers
          .observationConfig()
          .observationHandler(
              new DefaultMeterObservationHandler(
                  Metrics.globalRegistry, IgnoredMeters.LONG_TASK_TIMER));
      return new MicrometerWatcher(timers, Metrics.globalRegistry);
    }
  }

  @Override
  public Watcher of(FileStore store) {
    Threads.carry();
    String tagged = name == null ? StoreTag.of(store.toString()) : name;
    return new StoreWatcher(store, tagged, observations, meters, operations, requests);
  }

  /**
   * Not to be called: a store has a watcher of its own.
   *
   * @throws IllegalStateException always
   */
  @Override
  public Watch begin(StoreCall call) {
    throw new IllegalStateException("a store is watched by what of(store) gives");
  }
}
