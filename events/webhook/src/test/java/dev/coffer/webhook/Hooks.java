package dev.coffer.webhook;

import dev.coffer.FileInfo;
import dev.coffer.FileStore;
import dev.coffer.delivery.BatchPolicy;
import dev.coffer.delivery.RetrySchedule;
import dev.coffer.testkit.FakeReceiver;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Receivers for the tests: quick, and patient at the close. */
public final class Hooks {
  public static final RetrySchedule QUICK =
      new RetrySchedule(
          Duration.ofDays(1), Duration.ofMillis(1), Duration.ofMillis(5), OptionalInt.empty());
  public static final BatchPolicy SOON =
      new BatchPolicy(Duration.ofMillis(10), Duration.ofMillis(50), 1 << 20);

  private Hooks() {}

  public static WebHook.Builder to(FakeReceiver receiver) {
    return to(receiver.uri());
  }

  public static WebHook.Builder to(URI uri) {
    return WebHook.builder(uri + "/hook")
        .retries(QUICK)
        .batch(SOON)
        .closeTimeout(Duration.ofSeconds(60));
  }

  /** Every file of a store with its bytes. */
  public static Map<String, String> tree(FileStore store) {
    Map<String, String> files = new TreeMap<>();
    try (Stream<FileInfo> all = store.walk("")) {
      all.map(file -> file.path().toString())
          .toList()
          .forEach(
              path ->
                  files.put(path, new String(store.readBytes(path), StandardCharsets.ISO_8859_1)));
    }
    return files;
  }
}
