package dev.coffer.soak;

import dev.coffer.FileStore;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;
import java.net.URI;
import java.nio.file.Path;

/**
 * Where all happens.
 *
 * @param directory holds the store, its replica and the journals
 * @param receiver who is told of each change
 * @param begin milliseconds of the epoch when it began
 */
record Stage(Path directory, URI receiver, long begin) {
  /** How long agents append to one set of conversations. */
  static final long PERIOD_MILLIS = 15_000;

  static final int CONVERSATIONS = 3;

  /** Who closes the store leaves the rest to the others. */
  private static final String CLOSE_TIMEOUT = "200ms";

  static Stage of(String[] words) {
    return new Stage(Path.of(words[0]), URI.create(words[1]), Long.parseLong(words[2]));
  }

  /** The stack that an agent server has: history, cache, compression, outbox, a replica. */
  FileStore open() {
    return FileStores.open(
        FileStoreConfig.builder()
            .uri("file:" + files())
            .option("versioning", "on")
            .option("versioning.keep", "20")
            .option("cache", "16MiB")
            .option("compression", "zstd")
            .option("webhook.url", receiver.toString())
            .option("webhook.batch", "true")
            .option("webhook.batch.timeout", "200ms")
            .option("webhook.batch.max-age", "1s")
            .option("webhook.format", "cloudevents")
            .option("webhook.timeout", "2s")
            .option("webhook.retry.initial-delay", "100ms")
            .option("webhook.retry.max-delay", "1s")
            .option("webhook.close-timeout", CLOSE_TIMEOUT)
            .option("replicas", "file:" + copy())
            .option("replication.close-timeout", CLOSE_TIMEOUT)
            .option("state", directory.resolve("disk/state").toString())
            .build());
  }

  Path files() {
    return directory.resolve("disk/files");
  }

  /** The replica, on the same disk, so that it is full as often. */
  Path copy() {
    return directory.resolve("disk/copy");
  }

  Path journal(String agents) {
    return directory.resolve("journals").resolve(agents);
  }

  long period() {
    return (System.currentTimeMillis() - begin) / PERIOD_MILLIS;
  }

  static String conversation(long period, int number) {
    return "c" + period + "-" + number;
  }
}
