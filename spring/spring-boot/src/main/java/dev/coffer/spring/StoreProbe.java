package dev.coffer.spring;

import dev.coffer.FileStore;
import dev.coffer.concurrent.DaemonThreads;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks a store for a file that nobody writes, and waits no longer than a limit. A store that does
 * not answer is not asked again before it does. Not safe for use by several threads.
 */
final class StoreProbe {
  private static final String PATH = "coffer-health-probe";

  private final Supplier<FileStore> store;
  private final Duration limit;
  private @Nullable FutureTask<Boolean> asked;

  StoreProbe(Supplier<FileStore> store, Duration limit) {
    this.store = store;
    this.limit = limit;
  }

  /** Returns what is wrong, without a path, an address or a secret; empty if the store answers. */
  Optional<String> problem() {
    FutureTask<Boolean> task = asked;
    if (task == null) {
      task = new FutureTask<>(() -> store.get().exists(PATH));
      DaemonThreads.unstarted("coffer-health", task).start();
    }
    asked = task;
    try {
      var unused = task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
      asked = null;
      return Optional.empty();
    } catch (ExecutionException e) {
      asked = null;
      Throwable failure = e.getCause() == null ? e : e.getCause();
      return Optional.of(failure.getClass().getSimpleName());
    } catch (TimeoutException e) {
      return Optional.of("no answer within " + limit.toMillis() + " ms");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }
}
