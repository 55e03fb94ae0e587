package dev.coffer.gcs;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The generations that this store last saw, for the most recently used keys. They are guesses that
 * save a request before a write; the server verifies them.
 */
final class Generations {
  /** The presumed generation of a key that was never seen. */
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

  synchronized void remember(String key, long generation) {
    seen.put(key, generation);
  }

  synchronized void forget(String key) {
    seen.remove(key);
  }
}
