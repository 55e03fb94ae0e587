package dev.coffer.app;

import dev.coffer.FileStore;
import dev.coffer.observe.FileStoreMetrics;
import dev.coffer.observe.Operation;
import dev.coffer.observe.OperationMetrics;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the stores of one call were asked, and how long they took. */
final class Statistics {
  private static final double NANOS_PER_MILLISECOND = 1_000_000;

  private final Map<String, FileStoreMetrics> stores = new LinkedHashMap<>();

  /** Remembers the numbers of a store, which can be read when it is closed. */
  FileStore of(FileStore store) {
    store
        .unwrap(FileStoreMetrics.class)
        .ifPresent(metrics -> stores.put(store.toString(), metrics));
    return store;
  }

  /** A table a store. */
  String table() {
    StringBuilder table = new StringBuilder();
    stores.forEach((name, metrics) -> append(table, name, metrics.snapshot()));
    return table.toString();
  }

  private static void append(
      StringBuilder table, String store, Map<Operation, OperationMetrics> numbers) {
    String head =
        String.format(
            "%-16s %9s %15s %12s %12s %12s  %s",
            "", "calls", "bytes", "p50", "p95", "p99", "errors");
    table.append(store).append('\n').append(head.stripTrailing()).append('\n');
    new TreeMap<>(numbers)
        .forEach((operation, number) -> table.append(row(operation, number)).append('\n'));
  }

  private static String row(Operation operation, OperationMetrics number) {
    return String.format(
            Locale.ROOT,
            "%-16s %,9d %,15d %9.3f ms %9.3f ms %9.3f ms  %s",
            operation,
            number.count(),
            number.bytes(),
            milliseconds(number.p50()),
            milliseconds(number.p95()),
            milliseconds(number.p99()),
            errors(number))
        .stripTrailing();
  }

  private static String errors(OperationMetrics number) {
    return new TreeMap<>(number.errors())
        .entrySet().stream()
            .map(kind -> kind.getValue() + " " + kind.getKey())
            .collect(Collectors.joining(", "));
  }

  private static double milliseconds(Duration time) {
    return time.toNanos() / NANOS_PER_MILLISECOND;
  }
}
