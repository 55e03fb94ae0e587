/** Time limits, retries, a circuit breaker and a concurrency limit for any store. */
module dev.coffer.retry {
  requires transitive dev.coffer;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports dev.coffer.retry;

  provides dev.coffer.config.LayerProvider with
      dev.coffer.retry.RetryProvider;
}
