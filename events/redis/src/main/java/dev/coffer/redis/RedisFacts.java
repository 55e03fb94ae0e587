package dev.coffer.redis;

import io.valkey.Protocol;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is known of a Redis, and whether it suits a cache. */
record RedisFacts(RedisAddress address, RedisConnections connections) {
  private static final String NO_EVICTION = "noeviction";

  /** Returns the facts by name, in display order. */
  Map<String, String> find() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("shared cache", address.toString());
    try {
      facts.put("shared cache answers in", latency());
      RedisInfo memory = info("memory");
      facts.put("shared cache server", version(info("server")));
      facts.put("shared cache memory", memory(memory));
      facts.put("shared cache when full", whenFull(memory));
    } catch (RuntimeException e) {
      facts.put("shared cache answers", "no: " + e.getMessage());
    }
    return facts;
  }

  private String latency() {
    Object unusedFirst = connections.call(Protocol.Command.PING);
    long begun = System.nanoTime();
    Object unused = connections.call(Protocol.Command.PING);
    return (System.nanoTime() - begun) / 1000 + " µs";
  }

  private RedisInfo info(String section) {
    Object text = connections.call(Protocol.Command.INFO, RedisScript.bytes(section));
    return RedisInfo.of(text instanceof byte[] bytes ? bytes : new byte[0]);
  }

  private static String version(RedisInfo server) {
    String valkey = server.get("valkey_version");
    return valkey.isEmpty() ? "Redis " + server.get("redis_version") : "Valkey " + valkey;
  }

  private static String memory(RedisInfo memory) {
    String most = memory.get("maxmemory_human");
    return memory.get("used_memory_human")
        + (memory.get("maxmemory").equals("0") ? ", no limit: set maxmemory" : " of " + most);
  }

  private static String whenFull(RedisInfo memory) {
    String policy = memory.get("maxmemory_policy");
    return policy.equals(NO_EVICTION)
        ? "it keeps no more files: set maxmemory-policy allkeys-lru instead of noeviction"
        : policy;
  }
}
