package dev.coffer.replicate;

import dev.coffer.Entry;
import dev.coffer.FileInfo;
import dev.coffer.FileStore;
import dev.coffer.ListOptions;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;
import dev.coffer.event.FileEventLog;
import dev.coffer.s3proxy.S3ProxyServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A primary in a directory and its replica, for tests. */
record Pair(FileStore primary, FileStore replica) implements AutoCloseable {
  static final Map<String, String> ENVIRONMENT =
      Map.of("AWS_ACCESS_KEY_ID", S3ProxyServer.ID, "AWS_SECRET_ACCESS_KEY", S3ProxyServer.SECRET);
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** Opens a primary in a directory, and a second handle of its replica. */
  static Pair open(Path directory, String replica, String options) {
    FileStore primary = primary(directory, replica, options);
    return new Pair(primary, open(replica));
  }

  /** Opens a store with the keys of the servers of tests. */
  static FileStore open(String uri) {
    return FileStores.open(FileStoreConfig.builder().uri(uri).environment(ENVIRONMENT).build());
  }

  static FileStore primary(Path directory, String replica, String options) {
    FileStoreConfig.Builder store =
        FileStoreConfig.builder()
            .uri(directory.resolve("primary").toUri().toString())
            .environment(ENVIRONMENT)
            .option("replicas", replica)
            .option("replication.lease", "200ms")
            .option("replication.close-timeout", "1s");
    for (String option : options.split(" ", -1)) {
      int equals = option.indexOf('=');
      if (equals > 0) {
        store.option(option.substring(0, equals), option.substring(equals + 1));
      }
    }
    return FileStores.open(store.build());
  }

  /** Waits until the replica has taken, or refused, everything. */
  void settle() {
    await(() -> log().receivers().stream().allMatch(state -> state.pending() == 0));
  }

  FileEventLog log() {
    return primary.unwrap(FileEventLog.class).orElseThrow();
  }

  static void await(Condition condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("it did not come true within " + PATIENCE);
      }
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }

  /** What is waited for. */
  interface Condition {
    boolean holds();
  }

  /** Returns the contents of a store by path. */
  static Map<String, String> contents(FileStore store) {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Entry> entries = store.entries("", ListOptions.DEFAULTS.recursive())) {
      entries
          .map(Entry::path)
          .map(Object::toString)
          .forEach(path -> contents.put(path, store.readString(path)));
    }
    return contents;
  }

  static FileInfo info(FileStore store, String path) {
    return store.stat(path).orElseThrow();
  }

  @Override
  public void close() {
    primary.close();
    replica.close();
  }
}
