package dev.coffer.gcs;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which generation of a key this store saw last, for the keys that it used last. It is a guess and
 * saves a look before a write: the server judges it.
 */
final class Generations {
  /** What is expected of a key that was never seen. */
  static final long ABSENT = 0;

  private static final int MOST = 4096;

  private final Map<String, Long> seen =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MOST;
        }
      };

  synchronized long expected(String key) {
    return seen.getOrDefault(key, ABSENT);
  }

  synchronized void saw(String key, long generation) {
    seen.put(key, generation);
  }

  synchronized void forget(String key) {
    seen.remove(key);
  }
}
