package dev.coffer.app.doctor;

import dev.coffer.FileStore;
import dev.coffer.spi.Leftover;
import dev.coffer.spi.Leftovers;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Counts or removes what interrupted operations have left in a store. */
final class Cleaning {
  private final Map<String, Long> counts = new TreeMap<>();
  private long bytes;
  private Instant oldest = Instant.MAX;

  /** Counts the leftovers; empty if the store cannot have any. */
  static Optional<String> count(FileStore store) {
    return store.unwrap(Leftovers.class).map(Cleaning::count);
  }

  private static String count(Leftovers leftovers) {
    Cleaning cleaning = new Cleaning();
    leftovers.find(cleaning::add);
    return cleaning.counts.isEmpty()
        ? "none"
        : cleaning + ", since " + cleaning.oldest + ": coffer doctor --clean removes them";
  }

  /**
   * Removes the leftovers; empty if the store cannot have any.
   *
   * @param out called with each one that was removed
   */
  static Optional<String> clean(FileStore store, Consumer<CheckResult> out) {
    return store.unwrap(Leftovers.class).map(leftovers -> clean(leftovers, out));
  }

  private static String clean(Leftovers leftovers, Consumer<CheckResult> out) {
    Cleaning cleaning = new Cleaning();
    leftovers.remove(
        leftover -> {
          cleaning.add(leftover);
          out.accept(new CheckResult.Fact("removed", leftover.place() + "  " + text(leftover), ""));
        });
    return cleaning.counts.isEmpty() ? "nothing to remove" : "removed " + cleaning;
  }

  private static String text(Leftover leftover) {
    String size = leftover.size().isPresent() ? ", " + bytes(leftover.size().getAsLong()) : "";
    return leftover.what() + ", " + leftover.since() + size;
  }

  private void add(Leftover leftover) {
    counts.merge(leftover.what(), 1L, Long::sum);
    bytes += leftover.size().orElse(0);
    oldest = leftover.since().isBefore(oldest) ? leftover.since() : oldest;
  }

  private static String bytes(long number) {
    return String.format(Locale.ROOT, "%,d bytes", number);
  }

  /** {@code 2 × unfinished write, 3,000 bytes}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    counts.forEach((what, count) -> text.append(count).append(" × ").append(what).append(", "));
    return text + bytes(bytes);
  }
}
