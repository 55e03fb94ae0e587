package dev.coffer.redis;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a server says of itself.
 *
 * @param values by name
 */
record RedisInfo(Map<String, String> values) {
  /** Reads the answer to {@code INFO}. */
  static RedisInfo of(byte[] text) {
    return new RedisInfo(
        new String(text, StandardCharsets.UTF_8)
            .lines()
            .filter(line -> line.indexOf(':') > 0)
            .collect(
                Collectors.toMap(
                    line -> line.substring(0, line.indexOf(':')),
                    line -> line.substring(line.indexOf(':') + 1),
                    (first, second) -> first)));
  }

  /** Returns a value; empty if it is not there. */
  String get(String name) {
    return values.getOrDefault(name, "");
  }
}
