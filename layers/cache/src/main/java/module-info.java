/** Files of any store kept in memory, never older than what this process wrote. */
module dev.coffer.cache {
  requires transitive dev.coffer;
  requires com.github.benmanes.caffeine;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports dev.coffer.cache;

  uses dev.coffer.cache.SharedCacheProvider;

  provides dev.coffer.config.LayerProvider with
      dev.coffer.cache.CacheProvider;
}
