/** What several processes share in Redis: a cache of files. */
module dev.coffer.redis {
  requires transitive dev.coffer;
  requires transitive dev.coffer.cache;
  requires transitive dev.coffer.delivery;
  requires org.slf4j;
  requires static transitive org.jspecify;
  requires valkey.java;

  exports dev.coffer.redis;

  provides dev.coffer.cache.SharedCacheProvider with
      dev.coffer.redis.RedisCacheProvider;
  provides dev.coffer.delivery.ReceiverProvider with
      dev.coffer.redis.RedisEventsProvider;
}
