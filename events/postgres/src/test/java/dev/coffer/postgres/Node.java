package dev.coffer.postgres;

import dev.coffer.ConnectionException;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.config.FileStores;
import dev.coffer.delivery.DeliveringFileStore;
import dev.coffer.delivery.DeliveryPolicy;
import dev.coffer.delivery.Receiver;
import dev.coffer.delivery.RetrySchedule;
import dev.coffer.event.FileEventLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * A process that changes the same paths as others until it is killed, says which change was
 * acknowledged, and delivers. A change that fails since the database is away is passed over.
 */
final class Node {
  static final int IN_FLIGHT = 8;

  private static final int PATHS = 30;

  private Node() {}

  /** The database, schema, shards, directory, port of the receiver, name and seed. */
  public static void main(String[] words) {
    PostgresOutboxOptions options = options(words[0], words[1], Integer.parseInt(words[2]));
    FileStore store =
        openPatiently(
            options, "file:" + words[3] + "?durability=none", Integer.parseInt(words[4]), words[5]);
    SplittableRandom random = new SplittableRandom(Long.parseLong(words[6]));
    System.out.println("open");
    for (long i = 0; ; i++) {
      String path = "d/" + random.nextInt(PATHS);
      try {
        if (random.nextInt(4) == 0) {
          store.deleteFile(path);
        } else {
          store.write(path, words[5] + "-" + i);
        }
        System.out.println(path);
      } catch (FileStoreException e) {
        System.out.println("failed");
      }
    }
  }

  /** The database may just restart. */
  private static FileStore openPatiently(
      PostgresOutboxOptions options, String files, int port, String name) {
    while (true) {
      try {
        return open(options, files, port, name);
      } catch (ConnectionException e) {
        System.out.println("failed");
      }
    }
  }

  /** Leases that end soon. */
  static PostgresOutboxOptions options(String url, String schema, int shards) {
    return new PostgresOutboxOptions(
        url,
        Optional.empty(),
        Optional.empty(),
        schema,
        Duration.ofMillis(1500),
        Duration.ofSeconds(4),
        shards);
  }

  static FileStore open(PostgresOutboxOptions options, String files, int port, String name) {
    FileEventLog log = new PostgresOutbox(options);
    RetrySchedule quick =
        new RetrySchedule(
            Duration.ofDays(1), Duration.ofMillis(10), Duration.ofMillis(50), OptionalInt.empty());
    DeliveryPolicy policy =
        new DeliveryPolicy(quick, IN_FLIGHT, Optional.empty(), Duration.ofMinutes(1));
    Receiver receiver =
        new Receiver(
            "Lines", "lines", policy, Optional.empty(), store -> new LineSink(port, name, store));
    return new DeliveringFileStore(FileStores.open(files), log, List.of(receiver));
  }

  /** Starts one with the class path of this process. */
  static Process start(String... words) throws IOException {
    return start(Node.class, words);
  }

  static Process start(Class<?> program, String... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx128m",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
            "-cp",
            System.getProperty("java.class.path"),
            program.getName()));
    command.addAll(List.of(words));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }
}
