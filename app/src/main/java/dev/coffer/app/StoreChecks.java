package dev.coffer.app;

import dev.coffer.ConnectionException;
import dev.coffer.Entry;
import dev.coffer.ErrorContext;
import dev.coffer.FileStore;
import dev.coffer.ListOptions;
import dev.coffer.config.Assembly;
import dev.coffer.config.FileStores;
import dev.coffer.config.NamedStores;
import java.time.Duration;
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
import java.util.stream.Stream;

/** Tries named stores, all at once, and prints a line for each. */
record StoreChecks(NamedStores stores, CommandSession session) {
  private static final String ANNOUNCING = "events";

  /** One store under trial. */
  private record Trial(String name, Future<String> result) {}

  /** Returns the first failure, in the order of the names. */
  Optional<RuntimeException> run(Collection<String> names, Duration limit) {
    ExecutorService threads = Executors.newCachedThreadPool(StoreChecks::daemon);
    try {
      List<Trial> trials = new ArrayList<>();
      names.forEach(name -> trials.add(new Trial(name, threads.submit(() -> attempt(name)))));
      return await(trials, System.nanoTime() + limit.toNanos(), limit);
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

  /** Asks for one entry; nobody is notified of it. */
  private String attempt(String name) {
    Assembly assembly = FileStores.assembly(stores.config(name)).without(ANNOUNCING);
    try (FileStore store = FileStores.open(assembly);
        Stream<Entry> entries = store.entries("", ListOptions.DEFAULTS.pageSize(1))) {
      var unused = entries.findFirst();
      return store.name();
    }
  }

  private Optional<RuntimeException> await(List<Trial> trials, long deadline, Duration limit) {
    Optional<RuntimeException> first = Optional.empty();
    for (Trial trial : trials) {
      Optional<RuntimeException> failure = await(trial, deadline, limit);
      first = first.or(() -> failure);
    }
    return first;
  }

  private Optional<RuntimeException> await(Trial trial, long deadline, Duration limit) {
    try {
      long rest = Math.max(0, deadline - System.nanoTime());
      print(trial.name(), true, trial.result().get(rest, TimeUnit.NANOSECONDS));
      return Optional.empty();
    } catch (ExecutionException e) {
      return failed(trial, cause(e));
    } catch (TimeoutException e) {
      trial.result().cancel(true);
      return failed(trial, slow(trial, limit, e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed(trial, slow(trial, limit, e));
    }
  }

  private static RuntimeException cause(ExecutionException e) {
    return e.getCause() instanceof RuntimeException cause
        ? cause
        : new IllegalStateException(e.getCause());
  }

  private static RuntimeException slow(Trial trial, Duration limit, Exception cause) {
    return new ConnectionException(
        new ErrorContext("list", "", "@" + trial.name()),
        "no answer within " + limit.toMillis() + " ms; --within TIME gives it longer",
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
