package dev.coffer.redis;

import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.cache.CacheOptions;
import dev.coffer.cache.CachingFileStore;
import dev.coffer.testkit.Operation;
import dev.coffer.testkit.RecordingFileStore;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * What stands for one process: a cached handle that the others of this process do not know.
 *
 * @param below counts what the store is asked
 */
record Node(FileStore store, RecordingFileStore below) implements AutoCloseable {
  static final String STORE = "the store";

  static Node of(FileStore origin, String redis) {
    return of(origin, redis, CacheOptions.DEFAULTS);
  }

  static Node of(FileStore origin, String redis, CacheOptions options) {
    return besides(apart(origin), redis, options);
  }

  /** A handle of the process that has the other handles of this store. */
  static Node besides(FileStore store, String redis, CacheOptions options) {
    return over(store, options.shared(RedisCacheAccess.of(redis, STORE)));
  }

  /** A handle that waits for Redis, however busy the machine is: what it is asked is certain. */
  static Node patient(FileStore origin, String redis, CacheOptions options) {
    RedisCacheAccess access = RedisCacheAccess.of(redis, STORE).patience(Duration.ofMinutes(1));
    return over(apart(origin), options.shared(access));
  }

  private static Node over(FileStore store, CacheOptions options) {
    RecordingFileStore below = new RecordingFileStore(store);
    return new Node(new CachingFileStore(below, options), below);
  }

  /** Caches of one process know each other by the name of their store. */
  static FileStore apart(FileStore origin) {
    String name = UUID.randomUUID().toString();
    return new ForwardingFileStore(origin) {
      @Override
      public String name() {
        return name;
      }

      @Override
      public String toString() {
        return "Apart";
      }

      @Override
      public void close() {
        // Another node uses it.
      }
    };
  }

  long reads() {
    return below.count(Operation.READ);
  }

  /** Reads until a value is seen, which is to come by itself. */
  void awaitText(String path, String text) {
    while (!store.readString(path).equals(text)) {
      LockSupport.parkNanos(100_000);
    }
  }

  /** Reads until a file comes from memory, as it does once Redis is joined. */
  void awaitCached(String path) {
    long reads;
    do {
      String unused = store.readString(path);
      reads = reads();
      String unusedAgain = store.readString(path);
    } while (reads() != reads && !Thread.currentThread().isInterrupted());
  }

  @Override
  public void close() {
    store.close();
  }
}
