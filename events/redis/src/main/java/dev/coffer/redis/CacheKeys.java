package dev.coffer.redis;

import dev.coffer.FilePath;
import dev.coffer.text.Sha256;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The names of what a store has in Redis. What stands in braces keeps them together in a cluster.
 *
 * @param prefix what the names of one store have in common
 */
record CacheKeys(String prefix) {
  private static final int ID = 32;

  /**
   * Returns the names for a store.
   *
   * @param store what distinguishes it from all others, the same in each process
   * @param nest the store with its layers: with others it has other bytes
   */
  static CacheKeys of(String store, String nest) {
    String id = Sha256.hex(store + " as " + nest).substring(0, ID);
    return new CacheKeys("coffer:{" + id + "}:");
  }

  String value(FilePath path) {
    return values() + path;
  }

  /** Returns what all keys of values begin with. */
  String values() {
    return prefix + "v:";
  }

  /**
   * The letter is one of its own for what is kept there: an earlier Coffer keeps a text at "t:".
   */
  String token(FilePath path) {
    return prefix + "m:" + path;
  }

  /**
   * Returns the key of the generation. A server that was started again may know older values than
   * were written, and so begins another generation.
   *
   * @param run the start of the server
   */
  String generation(String run) {
    return prefix + "g:" + run;
  }

  /** Returns the channel of what changes. */
  String channel() {
    return prefix + "c";
  }

  /** Returns the keys of the values and tokens, in turn. */
  List<String> valuesAndTokens(Collection<FilePath> paths) {
    List<String> keys = new ArrayList<>();
    for (FilePath path : paths) {
      keys.add(value(path));
      keys.add(token(path));
    }
    return keys;
  }
}
