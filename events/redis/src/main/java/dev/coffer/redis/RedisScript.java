package dev.coffer.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A script with its keys and arguments. A script is one step: nothing happens in between.
 *
 * @param keys the keys that it uses, all in one slot of a cluster
 */
record RedisScript(String text, List<String> keys, List<byte[]> arguments) {
  static RedisScript of(String text, List<String> keys, Object... arguments) {
    List<byte[]> words = new ArrayList<>();
    for (Object each : arguments) {
      words.add(each instanceof byte[] bytes ? bytes : bytes(String.valueOf(each)));
    }
    return new RedisScript(text, keys, words);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Returns the words after {@code EVAL}. */
  byte[][] words() {
    List<byte[]> words = new ArrayList<>();
    words.add(bytes(text));
    words.add(bytes(String.valueOf(keys.size())));
    keys.forEach(key -> words.add(bytes(key)));
    words.addAll(arguments);
    return words.toArray(byte[][]::new);
  }
}
