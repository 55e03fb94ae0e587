package dev.coffer.redis;

import dev.coffer.cache.SharedCache.Use;
import io.valkey.Protocol;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** All values of a store, some hundreds at a time. */
record CacheContents(RedisConnections connections, CacheKeys keys) {
  private static final byte[] START = RedisScript.bytes("0");

  /** Counts them. What is added or goes meanwhile may be counted or not. */
  Use use() {
    long[] sums = new long[2];
    each(
        names -> {
          sums[0] += names.size();
          Object bytes = connections.eval(RedisScript.of(CacheScripts.SIZE, names));
          sums[1] += bytes instanceof Long size ? size : 0L;
        });
    return new Use(sums[0], sums[1]);
  }

  void delete() {
    each(
        names -> {
          byte[][] words = names.stream().map(RedisScript::bytes).toArray(byte[][]::new);
          Object unused = connections.call(Protocol.Command.UNLINK, words);
        });
  }

  private void each(Consumer<List<String>> names) {
    byte[] cursor = START;
    do {
      Object page =
          connections.call(
              Protocol.Command.SCAN,
              cursor,
              RedisScript.bytes("MATCH"),
              RedisScript.bytes(keys.values().replace("{", "[{]").replace("}", "[}]") + "*"),
              RedisScript.bytes("COUNT"),
              RedisScript.bytes("1000"));
      List<?> parts = page instanceof List<?> list ? list : List.of(START, List.of());
      List<String> found = names((List<?>) parts.get(1));
      if (!found.isEmpty()) {
        names.accept(found);
      }
      cursor = (byte[]) parts.get(0);
    } while (!(cursor.length == 1 && cursor[0] == '0'));
  }

  private static List<String> names(List<?> keys) {
    List<String> names = new ArrayList<>();
    for (Object key : keys) {
      names.add(new String((byte[]) key, StandardCharsets.UTF_8));
    }
    return names;
  }
}
