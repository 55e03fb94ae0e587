package dev.coffer.redis;

import dev.coffer.FileStore;
import dev.coffer.cache.CacheOptions;
import dev.coffer.cache.CachingFileStore;
import dev.coffer.local.Durability;
import dev.coffer.local.LocalFileStore;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A process of the history test: writes rising numbers to its own file, and reads that and the
 * files of the others, until its input ends. Each line of its log is a call: what, the file, the
 * number, when it began and when it ended.
 */
final class ReadingProcess {
  static final Duration TTL = Duration.ofSeconds(2);

  private ReadingProcess() {}

  /**
   * Runs it.
   *
   * @param words the directory of the store, the URI of Redis, its number, the number of processes,
   *     the log
   */
  public static void main(String... words) throws Exception {
    int self = Integer.parseInt(words[2]);
    int all = Integer.parseInt(words[3]);
    CacheOptions options =
        CacheOptions.DEFAULTS.ttl(TTL).shared(RedisCacheAccess.of(words[1], "history"));
    try (FileStore store =
            new CachingFileStore(new LocalFileStore(Path.of(words[0]), Durability.NONE), options);
        BufferedWriter log = Files.newBufferedWriter(Path.of(words[4]));
        BufferedReader input =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (long i = 1; !input.ready(); i++) {
        write(store, log, self, i);
        for (int reads = 0; reads < 20; reads++) {
          int file = ThreadLocalRandom.current().nextInt(all);
          read(store, log, file);
        }
        read(store, log, self);
      }
    }
  }

  private static void write(FileStore store, BufferedWriter log, int file, long number)
      throws IOException {
    long begun = System.nanoTime();
    store.write("f" + file, String.valueOf(number));
    note(log, "w", file, number, begun);
  }

  private static void read(FileStore store, BufferedWriter log, int file) throws IOException {
    long begun = System.nanoTime();
    String number = store.exists("f" + file) ? store.readString("f" + file) : "0";
    note(log, "r", file, Long.parseLong(number), begun);
  }

  private static void note(BufferedWriter log, String what, int file, long number, long begun)
      throws IOException {
    log.write("%s %d %d %d %d%n".formatted(what, file, number, begun, System.nanoTime()));
  }
}
