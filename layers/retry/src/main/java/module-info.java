/** Time limits, repetitions, a circuit breaker and a limit of concurrency for any store. */
module dev.coffer.retry {
  requires transitive dev.coffer;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports dev.coffer.retry;

  provides dev.coffer.config.LayerProvider with
      dev.coffer.retry.RetryProvider;
}
