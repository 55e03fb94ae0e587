package dev.coffer.observe;

import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.NotFoundException;
import dev.coffer.text.Printable;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Writes one line per operation: a failure at WARN, a slow one at INFO, any other at DEBUG. Nothing
 * is formatted if the level is disabled.
 */
final class LogLines {
  private static final Logger LOG = LoggerFactory.getLogger(ObservedFileStore.class);

  private static final double NANOS_PER_MILLISECOND = 1_000_000;

  private final ObserveOptions options;
  private final long slowNanos;
  private final String store;

  LogLines(ObserveOptions options, String store) {
    this.options = options;
    this.slowNanos = TimeUnit.NANOSECONDS.convert(options.slow());
    this.store = store;
  }

  void log(
      StoreOperation operation,
      Collection<FilePath> paths,
      Outcome outcome,
      boolean missingIsFine,
      List<CallListener> watches) {
    Level level = level(outcome, missingIsFine);
    if (!LOG.isEnabledForLevel(level)) {
      return;
    }
    Runnable line = () -> write(level, operation, paths, outcome);
    for (int i = watches.size() - 1; i >= 0; i--) {
      CallListener watch = watches.get(i);
      Runnable inside = line;
      line = () -> watch.logged(inside);
    }
    line.run();
  }

  private void write(
      Level level, StoreOperation operation, Collection<FilePath> paths, Outcome outcome) {
    withPaths(LOG.atLevel(level).addKeyValue("operation", operation.toString()), operation, paths)
        .addKeyValue("bytes", outcome.bytes())
        .addKeyValue("milliseconds", outcome.nanos() / NANOS_PER_MILLISECOND)
        .addKeyValue("outcome", outcome.word())
        .addKeyValue("store", store)
        .log(message(operation, outcome));
  }

  private Level level(Outcome outcome, boolean missingIsFine) {
    if (outcome.error().isPresent() && !isExpected(outcome, missingIsFine)) {
      return Level.WARN;
    }
    return outcome.nanos() >= slowNanos ? Level.INFO : Level.DEBUG;
  }

  private boolean isExpected(Outcome outcome, boolean missingIsFine) {
    return options.isExpected(outcome.word())
        || (missingIsFine && outcome.error().get() instanceof NotFoundException);
  }

  private static LoggingEventBuilder withPaths(
      LoggingEventBuilder line, StoreOperation operation, Collection<FilePath> paths) {
    Iterator<FilePath> each = paths.iterator();
    LoggingEventBuilder named =
        each.hasNext() ? line.addKeyValue("path", Printable.of(each.next().toString())) : line;
    return switch (operation) {
      case COPY, MOVE -> named.addKeyValue("target", Printable.of(each.next().toString()));
      case DELETE -> named.addKeyValue("files", paths.size());
      default -> named;
    };
  }

  /** An error of Coffer states what is wrong without any secret; other errors may contain one. */
  private static String message(StoreOperation operation, Outcome outcome) {
    return outcome
        .error()
        .filter(FileStoreException.class::isInstance)
        .map(error -> String.valueOf(error.getMessage()))
        .orElseGet(() -> operation + " " + outcome.word());
  }
}
