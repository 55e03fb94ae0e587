package dev.coffer.app;

import dev.coffer.ConnectionException;
import dev.coffer.ErrorContext;
import dev.coffer.FileStore;
import dev.coffer.config.Assembly;
import dev.coffer.config.FileStores;
import dev.coffer.config.NamedStores;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Tries named stores, all at once, and prints a line for each.
 *
 * @param within how long each may take, as it is written
 */
record StoreChecks(NamedStores stores, CommandSession session, String within) {
  /** A check ends in time by itself; only a store that hangs while it is opened is not awaited. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  /** One store under trial. */
  private record Trial(String name, Future<String> result) {}

  /** Returns the first failure, in the order of the names. */
  Optional<RuntimeException> run(Collection<String> names, Duration limit) {
    ExecutorService threads = Executors.newCachedThreadPool(StoreChecks::daemon);
    try {
      List<Trial> trials = new ArrayList<>();
      names.forEach(
          name -> trials.add(new Trial(name, threads.submit(() -> attempt(name, limit)))));
      return await(trials, Instant.now().plus(limit).plus(GRACE));
    } finally {
      threads.shutdownNow();
    }
  }

  /** A store that never answers must not keep the process alive. */
  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "coffer-stores-check");
    thread.setDaemon(true);
    return thread;
  }

  /** Asks it whether it answers; nobody is notified of it. */
  private String attempt(String name, Duration limit) {
    Assembly assembly = FileStores.assembly(stores.config(name));
    RetryLimits.Limit own = new RetryLimits.Limit(within, "--within");
    try (FileStore store =
        session.openToTry(
            assembly,
            reason -> session.console().warn("@" + name + ": " + reason),
            limits -> limits.within(limit, own))) {
      store.check(limit);
      return store.name();
    }
  }

  private Optional<RuntimeException> await(List<Trial> trials, Instant end) {
    Optional<RuntimeException> first = Optional.empty();
    for (Trial trial : trials) {
      Optional<RuntimeException> failure = await(trial, end);
      first = first.or(() -> failure);
    }
    return first;
  }

  private Optional<RuntimeException> await(Trial trial, Instant end) {
    try {
      Duration rest = Duration.between(Instant.now(), end);
      long nanos = Math.max(0, TimeUnit.NANOSECONDS.convert(rest));
      print(trial.name(), true, trial.result().get(nanos, TimeUnit.NANOSECONDS));
      return Optional.empty();
    } catch (ExecutionException e) {
      return failed(trial, cause(e));
    } catch (TimeoutException e) {
      trial.result().cancel(true);
      return failed(trial, slow(trial, e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed(trial, slow(trial, e));
    }
  }

  private static RuntimeException cause(ExecutionException e) {
    return e.getCause() instanceof RuntimeException cause
        ? cause
        : new IllegalStateException(e.getCause());
  }

  private static RuntimeException slow(Trial trial, Exception cause) {
    return new ConnectionException(
        new ErrorContext("open", "", "@" + trial.name()),
        "it could not be opened in time; --within TIME gives it longer",
        cause);
  }

  private Optional<RuntimeException> failed(Trial trial, RuntimeException error) {
    print(trial.name(), false, String.valueOf(error.getMessage()));
    return Optional.of(error);
  }

  /** Each line goes out at once: the next store may take long. */
  private void print(String name, boolean works, String detail) {
    String shown = ShownAddress.shown(detail);
    if (session.json()) {
      JsonLine line = new JsonLine().text("name", name).flag("ok", works);
      session.console().out().println(line.text(works ? "store" : "error", shown).toString());
    } else {
      session.console().say("@" + name + "  " + (works ? "ok: " : "FAILED: ") + shown);
    }
    session.console().out().flush();
  }
}
