package dev.coffer.app.doctor;

import dev.coffer.ConfigurationException;
import dev.coffer.ConnectionException;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.PermissionDeniedException;
import dev.coffer.config.Assembly;
import dev.coffer.config.ConfiguredLayer;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;
import dev.coffer.config.Setting;
import dev.coffer.delivery.ConfiguredOutbox;
import dev.coffer.event.ReceiverState;
import dev.coffer.replicate.ConfiguredReplica;
import dev.coffer.spi.Diagnosis;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Examines a store, from its settings to a file in it. The file is deleted, even if a step fails. A
 * step is skipped if one that it needs has failed.
 */
public final class Examination {
  private static final String EVENTS = "events";
  private static final String VERSIONING = "versioning";

  private static final Set<String> PRUNING =
      Set.of("versioning.keep", "versioning.max-age", "versioning.thin");

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
   * @param source what named the store
   * @param clean whether to remove leftovers
   * @param watcher called with the store and its assembly once it is open
   * @param out called with each result as soon as it is there
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
   * Runs all steps.
   *
   * @return the first failure; empty if there was none
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
    assembly.ifPresent(this::describe);
    return assembly;
  }

  /** The back end, and the layers that a call passes on its way there. */
  private void describe(Assembly assembly) {
    out.accept(new CheckResult.Fact("type", assembly.settings().type(), source));
    assembly.settings().all().forEach(this::fact);
    fact("layers", assembly.toString());
    state(assembly);
    assembly.layers().forEach(layer -> layer.settings().all().forEach(this::fact));
    versions(assembly);
  }

  /** Whether what a change replaces is kept, and until when. */
  private void versions(Assembly assembly) {
    Optional<ConfiguredLayer> keeping =
        assembly.layers().stream().filter(layer -> layer.name().equals(VERSIONING)).findFirst();
    boolean pruned =
        keeping.stream()
            .flatMap(layer -> layer.settings().all().stream())
            .anyMatch(setting -> PRUNING.contains(setting.name()) && !setting.isDefault());
    String kept =
        pruned
            ? "kept in the store; coffer prune removes what its options allow"
            : "kept in the store, all of them: no option lets coffer prune remove any";
    fact(
        "versions",
        keeping.isPresent()
            ? kept
            : "not kept by Coffer: what is replaced or deleted is gone (versioning=on keeps it)");
  }

  /** Where the layers keep what they must not forget, such as events that are to be delivered. */
  private void state(Assembly assembly) {
    String given =
        assembly.general().stream()
            .filter(setting -> setting.name().equals("state"))
            .map(Setting::source)
            .findFirst()
            .orElse("");
    String place =
        assembly
            .stateDirectory()
            .map(directory -> directory.toAbsolutePath().normalize().toString())
            .orElse("none: the store ends with the process");
    out.accept(new CheckResult.Fact("state", place, given));
  }

  private void fact(Setting setting) {
    out.accept(new CheckResult.Fact(setting.name(), setting.value(), setting.source()));
  }

  /** Of the file that the examination writes, no receiver of events hears and no version stays. */
  private void examine(Assembly assembly) {
    Assembly quiet = assembly.without(EVENTS).without(VERSIONING);
    Optional<FileStore> store = attempt("open", () -> FileStores.open(quiet));
    store.ifPresent(opened -> examine(opened, quiet));
    if (store.isPresent() && !pointless) {
      ConfiguredReplica.of(assembly)
          .forEach(replica -> step("replica", () -> ReplicaRoles.of(replica)));
      ConfiguredOutbox.of(assembly).ifPresent(outbox -> look(outbox, quiet.without("scoped")));
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
      diagnosis.filter(knows -> !pointless).ifPresent(this::findings);
      beside(store, probe);
    }
    if (pointless) {
      fact("not tried", "the rest, since it needs what failed");
    }
  }

  /** Reports what else is in the place of the store. */
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
            return "it works, and nothing is left of the trial";
          });
    }
  }

  private void findings(Diagnosis knows) {
    attempt("ask", knows::findings).ifPresent(found -> found.forEach(this::fact));
  }

  private void look(ConfiguredOutbox outbox, Assembly below) {
    attempt("outbox", outbox::isBegun)
        .ifPresent(
            begun ->
                attempt("outbox", () -> receivers(outbox, below))
                    .ifPresent(receivers -> tell(receivers, begun)));
  }

  /** Those that the outbox knows, and those that are new to it: it is not told of them. */
  private static Collection<ReceiverState> receivers(ConfiguredOutbox outbox, Assembly below) {
    Map<String, ReceiverState> receivers = new LinkedHashMap<>();
    outbox.receivers().forEach(state -> receivers.put(state.receiver(), state));
    outbox
        .tryReceivers(FileStores.open(below))
        .forEach(state -> receivers.putIfAbsent(state.receiver(), state));
    return receivers.values();
  }

  private void tell(Collection<ReceiverState> receivers, boolean begun) {
    String count = receivers.size() == 1 ? "1 receiver" : receivers.size() + " receivers";
    out.accept(new CheckResult.Passed("outbox", begun ? count : "not made yet, " + count));
    receivers.forEach(state -> fact("receiver", state.receiver() + ": " + state));
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

  /** Asks a service before anything is written there; later steps report what it refuses. */
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
      // Even if the user interrupts the command: an interrupted thread could not delete.
      boolean interrupted = Thread.interrupted();
      report("delete", attempt("delete", probe::delete));
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Deletes what a write may have left whose response was lost. */
  private static void removeQuietly(ProbeFile probe) {
    try {
      probe.delete();
    } catch (RuntimeException e) {
      // The failure of the write has been reported.
    }
  }

  /** Runs a step, unless it cannot succeed after an earlier failure. */
  private boolean step(String name, Supplier<String> action) {
    return !pointless && report(name, attempt(name, action));
  }

  private boolean report(String name, Optional<String> detail) {
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

  /** Returns whether every later step would fail too, after as long a wait. */
  private boolean isPointless(RuntimeException error) {
    return error instanceof ConnectionException
        || error instanceof ConfigurationException
        || isAboutKeys(error);
  }

  /** The back end names a missing permission; any other refusal is about the credentials. */
  private boolean isAboutKeys(RuntimeException error) {
    return error instanceof PermissionDeniedException refused
        && diagnosis.filter(knows -> knows.remedy(refused).isEmpty()).isPresent();
  }

  /** Prefers the advice of the back end, which knows more than the kind of the error. */
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
