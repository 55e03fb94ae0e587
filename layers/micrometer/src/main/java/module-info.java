/** Metrics and traces of a store, through Micrometer. */
@SuppressWarnings("requires-transitive-automatic") // Micrometer states its names in its manifests
module dev.coffer.micrometer {
  requires transitive dev.coffer;
  requires transitive micrometer.core;
  requires transitive micrometer.observation;
  requires transitive micrometer.commons;
  requires context.propagation;
  requires static transitive org.jspecify;

  exports dev.coffer.micrometer;

  provides dev.coffer.config.OperationListenerProvider with
      dev.coffer.micrometer.MicrometerProvider;
}
