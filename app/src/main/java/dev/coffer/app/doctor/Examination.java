package dev.coffer.app.doctor;

import dev.coffer.ConfigurationException;
import dev.coffer.ConnectionException;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.PermissionDeniedException;
import dev.coffer.config.Assembly;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;
import dev.coffer.config.Setting;
import dev.coffer.event.EventLog;
import dev.coffer.event.ReceiverState;
import dev.coffer.spi.Diagnosis;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tries a store from its settings to a file in it. What it wrote is deleted, also when a step
 * fails. A step that needs one that failed is left out.
 */
public final class Examination {
  private static final String EVENTS = "events";

  private final FileStoreConfig config;
  private final String source;
  private final boolean clean;
  private final BiConsumer<FileStore, Assembly> watcher;
  private final Consumer<CheckResult> out;
  private Optional<Diagnosis> diagnosis = Optional.empty();
  private @Nullable RuntimeException first;
  private boolean pointless;

  /**
   * Prepares an examination.
   *
   * @param config the store
   * @param source who chose it
   * @param clean whether to remove what unfinished work has left
   * @param watcher gets the store and what it was opened from, before it is tried
   * @param out takes what is found, as it is found
   */
  public Examination(
      FileStoreConfig config,
      String source,
      boolean clean,
      BiConsumer<FileStore, Assembly> watcher,
      Consumer<CheckResult> out) {
    this.config = config;
    this.source = source;
    this.clean = clean;
    this.watcher = watcher;
    this.out = out;
  }

  /**
   * Goes through all of it.
   *
   * @return the first error; nothing when all works
   */
  public Optional<RuntimeException> run() {
    machine();
    assembly().ifPresent(this::examine);
    return Optional.ofNullable(first);
  }

  private void machine() {
    fact("java", property("java.version") + " (" + property("java.vendor") + ")");
    fact("system", property("os.name") + " " + property("os.version") + " " + property("os.arch"));
  }

  private static String property(String name) {
    return System.getProperty(name, "unknown");
  }

  private Optional<Assembly> assembly() {
    Optional<Assembly> assembly = attempt("settings", () -> FileStores.assembly(config));
    assembly.ifPresent(this::tell);
    return assembly;
  }

  /** The back end, and the layers that a call passes on its way there. */
  private void tell(Assembly assembly) {
    out.accept(new CheckResult.Fact("type", assembly.settings().type(), source));
    assembly.settings().all().forEach(this::fact);
    fact("layers", assembly.toString());
    assembly.layers().forEach(layer -> layer.settings().all().forEach(this::fact));
  }

  private void fact(Setting setting) {
    out.accept(new CheckResult.Fact(setting.name(), setting.value(), setting.source()));
  }

  /** What is done to try a store is no news for those who are told of its changes. */
  private void examine(Assembly assembly) {
    Assembly quiet = assembly.without(EVENTS);
    Optional<FileStore> store = attempt("open", () -> FileStores.open(quiet));
    store.ifPresent(opened -> examine(opened, quiet));
    boolean announces = assembly.layers().stream().anyMatch(layer -> layer.name().equals(EVENTS));
    if (store.isPresent() && announces && !pointless) {
      receivers(assembly.without("scoped")); // a view knows nothing of the store's receivers
    }
  }

  private void examine(FileStore store, Assembly assembly) {
    try (store) {
      watcher.accept(store, assembly);
      out.accept(new CheckResult.Passed("open", store.toString()));
      Description description = new Description(assembly.settings(), this::fact);
      description.place();
      diagnosis = store.unwrap(Diagnosis.class);
      diagnosis.ifPresent(knows -> knows.facts().forEach(this::fact));
      description.abilities(store.capabilities());
      ProbeFile probe = new ProbeFile(store);
      if (diagnosis.isPresent()) {
        reach(probe);
      }
      if (!pointless) {
        probe(probe);
      }
      diagnosis.ifPresent(knows -> trials(knows, probe.beside("trial")));
      beside(store, probe);
    }
    if (pointless) {
      fact("not tried", "the rest, since it needs what failed");
    }
  }

  /** What lies beside the files. */
  private void beside(FileStore store, ProbeFile probe) {
    if (!pointless && probe.wasListed()) {
      attempt("left out", () -> UnlistedEntries.count(store))
          .ifPresent(text -> fact("left out", text));
    }
    if (!pointless) {
      leftovers(store);
    }
  }

  private void trials(Diagnosis knows, FilePath file) {
    for (Diagnosis.Trial trial : knows.trials(file)) {
      step(
          trial.name(),
          () -> {
            trial.action().run();
            return "nothing is left of it";
          });
    }
  }

  private void receivers(Assembly assembly) {
    attempt("outbox", () -> FileStores.open(assembly))
        .ifPresent(
            store -> {
              try (store) {
                store.unwrap(EventLog.class).ifPresent(this::receivers);
              }
            });
  }

  private void receivers(EventLog log) {
    List<ReceiverState> receivers = log.receivers();
    out.accept(new CheckResult.Passed("outbox", count(receivers.size())));
    receivers.forEach(state -> fact("receiver", state.receiver() + ": " + state));
  }

  private static String count(int receivers) {
    return receivers == 1 ? "1 receiver" : receivers + " receivers";
  }

  private void leftovers(FileStore store) {
    if (clean) {
      attempt("leftovers", () -> Cleaning.clean(store, out).orElse("this store can have none"))
          .ifPresent(text -> out.accept(new CheckResult.Passed("leftovers", text)));
    } else {
      attempt("leftovers", () -> Cleaning.count(store))
          .flatMap(Function.identity())
          .ifPresent(text -> fact("leftovers", text));
    }
  }

  /** A service is asked before anything is written there; what it refuses, later steps tell. */
  private void reach(ProbeFile probe) {
    try {
      probe.reach();
    } catch (FileStoreException e) {
      if (isPointless(e)) {
        fail("reach", e);
      }
    }
  }

  private void probe(ProbeFile probe) {
    if (!step("write", probe::write)) {
      removeQuietly(probe);
      return;
    }
    try {
      step("read", probe::read);
      step("list", probe::list);
    } finally {
      // Also when the user ends it: an interrupted thread could not delete.
      boolean interrupted = Thread.interrupted();
      tell("delete", attempt("delete", probe::delete));
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** What a write whose answer was lost may have left; that this may fail too is no news. */
  private static void removeQuietly(ProbeFile probe) {
    try {
      probe.delete();
    } catch (RuntimeException e) {
      // The failure of the write stands on the page.
    }
  }

  /** Left out once nothing can come of it. */
  private boolean step(String name, Supplier<String> action) {
    return !pointless && tell(name, attempt(name, action));
  }

  private boolean tell(String name, Optional<String> detail) {
    detail.ifPresent(text -> out.accept(new CheckResult.Passed(name, text)));
    return detail.isPresent();
  }

  private <T> Optional<T> attempt(String name, Supplier<T> action) {
    try {
      return Optional.of(action.get());
    } catch (RuntimeException e) {
      fail(name, e);
      return Optional.empty();
    }
  }

  private void fail(String name, RuntimeException error) {
    first = first == null ? error : first;
    pointless = pointless || isPointless(error);
    out.accept(new CheckResult.Failed(name, error, remedy(error)));
  }

  /** Whether all that comes after an error fails as well, each time after as long a wait. */
  private boolean isPointless(RuntimeException error) {
    return error instanceof ConnectionException
        || error instanceof ConfigurationException
        || isAboutKeys(error);
  }

  /** Of a right that is missing the back end knows which. */
  private boolean isAboutKeys(RuntimeException error) {
    return error instanceof PermissionDeniedException refused
        && diagnosis.filter(knows -> knows.remedy(refused).isEmpty()).isPresent();
  }

  /** What the back end knows of its own errors says more than their kind. */
  private String remedy(RuntimeException error) {
    return diagnosis
        .filter(knows -> error instanceof FileStoreException)
        .flatMap(knows -> knows.remedy((FileStoreException) error))
        .orElseGet(() -> isAboutKeys(error) ? Remedy.OF_KEYS : Remedy.of(error));
  }

  private void fact(String name, String value) {
    out.accept(new CheckResult.Fact(name, value, ""));
  }
}
