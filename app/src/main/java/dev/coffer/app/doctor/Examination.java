package dev.coffer.app.doctor;

import dev.coffer.Capabilities;
import dev.coffer.Capability;
import dev.coffer.Diagnosis;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.config.Assembly;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;
import dev.coffer.config.Setting;
import dev.coffer.config.Settings;
import dev.coffer.event.EventLog;
import dev.coffer.event.ReceiverState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tries a store from its settings to a file in it. What it wrote is deleted, also when a step
 * fails. A step that needs one that failed is left out.
 */
public final class Examination {
  private static final double GIB = 1 << 30;
  private static final String EVENTS = "events";

  private final FileStoreConfig config;
  private final String source;
  private final boolean clean;
  private final Consumer<Finding> out;
  private Optional<Diagnosis> diagnosis = Optional.empty();
  private @Nullable RuntimeException first;

  /**
   * Prepares an examination.
   *
   * @param config the store
   * @param source who chose it
   * @param clean whether to remove what unfinished work has left
   * @param out takes what is found, as it is found
   */
  public Examination(FileStoreConfig config, String source, boolean clean, Consumer<Finding> out) {
    this.config = config;
    this.source = source;
    this.clean = clean;
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
    out.accept(new Finding.Fact("type", assembly.settings().type(), source));
    assembly.settings().all().forEach(this::fact);
    fact("layers", assembly.toString());
    assembly.layers().forEach(layer -> layer.settings().all().forEach(this::fact));
  }

  private void fact(Setting setting) {
    String from = setting.source().description();
    out.accept(new Finding.Fact(setting.name(), setting.value(), from));
  }

  /** What is done to try a store is no news for those who are told of its changes. */
  private void examine(Assembly assembly) {
    Assembly quiet = assembly.without(EVENTS);
    Optional<FileStore> store = attempt("open", () -> FileStores.open(quiet));
    store.ifPresent(opened -> examine(opened, quiet.settings()));
    boolean announces = assembly.layers().stream().anyMatch(layer -> layer.name().equals(EVENTS));
    if (store.isPresent() && announces) {
      receivers(assembly.without("scoped")); // a view knows nothing of the store's receivers
    }
  }

  private void examine(FileStore store, Settings settings) {
    try (store) {
      out.accept(new Finding.Passed("open", store.toString()));
      place(settings);
      diagnosis = store.unwrap(Diagnosis.class);
      diagnosis.ifPresent(knows -> knows.facts().forEach(this::fact));
      abilities(settings, store.capabilities());
      Probe probe = new Probe(store);
      probe(probe);
      diagnosis.ifPresent(knows -> trials(knows, probe.beside("trial")));
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
    out.accept(new Finding.Passed("outbox", count(receivers.size())));
    receivers.forEach(state -> fact("receiver", state.receiver() + ": " + state));
  }

  private static String count(int receivers) {
    return receivers == 1 ? "1 receiver" : receivers + " receivers";
  }

  private void leftovers(FileStore store) {
    if (clean) {
      attempt("leftovers", () -> Cleaning.clean(store, out).orElse("this store can have none"))
          .ifPresent(text -> out.accept(new Finding.Passed("leftovers", text)));
    } else {
      attempt("leftovers", () -> Cleaning.count(store))
          .flatMap(Function.identity())
          .ifPresent(text -> fact("leftovers", text));
    }
  }

  private void probe(Probe probe) {
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
      step("delete", probe::delete);
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** What a write that failed may have left; that this may fail too is no news. */
  private static void removeQuietly(Probe probe) {
    try {
      probe.delete();
    } catch (RuntimeException e) {
      // The failure of the write stands on the page.
    }
  }

  private boolean step(String name, Supplier<String> action) {
    Optional<String> detail = attempt(name, action);
    detail.ifPresent(text -> out.accept(new Finding.Passed(name, text)));
    return detail.isPresent();
  }

  private <T> Optional<T> attempt(String name, Supplier<T> action) {
    try {
      return Optional.of(action.get());
    } catch (RuntimeException e) {
      first = first == null ? e : first;
      out.accept(new Finding.Failed(name, e, remedy(e)));
      return Optional.empty();
    }
  }

  /** What the back end knows of its own errors says more than their kind. */
  private String remedy(RuntimeException error) {
    return diagnosis
        .filter(knows -> error instanceof FileStoreException)
        .flatMap(knows -> knows.remedy((FileStoreException) error))
        .orElseGet(() -> Remedy.of(error));
  }

  /** Where a local store lies. */
  private void place(Settings settings) {
    if (!settings.type().equals("local") || settings.path().isEmpty()) {
      return;
    }
    try {
      java.nio.file.FileStore disk = Files.getFileStore(Path.of(settings.path().get()));
      double free = disk.getUsableSpace() / GIB;
      double total = disk.getTotalSpace() / GIB;
      fact(
          "file system",
          String.format(Locale.ROOT, "%s, %,.1f GiB free of %,.1f GiB", disk.type(), free, total));
    } catch (IOException e) {
      fact("file system", "unknown: " + e.getMessage());
    }
  }

  private void abilities(Settings settings, Capabilities capabilities) {
    fact("durability", durability(settings, capabilities));
    fact(
        "capabilities",
        capabilities.supported().stream()
            .sorted()
            .map(ability -> ability.name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .collect(Collectors.joining(", ")));
    boolean endless = capabilities.maxFileSize() == Long.MAX_VALUE;
    fact("largest file", endless ? "no limit" : capabilities.maxFileSize() + " bytes");
    fact("concurrency", String.valueOf(capabilities.concurrency()));
    fact("writes at once", String.valueOf(capabilities.writeConcurrency()));
  }

  private static String durability(Settings settings, Capabilities capabilities) {
    if (!capabilities.has(Capability.PERSISTENT)) {
      return "files end with the process";
    }
    String level =
        settings.all().stream()
            .filter(setting -> setting.name().equals("durability"))
            .map(Setting::value)
            .findFirst()
            .orElse("");
    return switch (level.toLowerCase(Locale.ROOT)) {
      case "full" -> "a file and its name are on the disk when a call returns";
      case "file" -> "a file is on the disk when a call returns, its name soon after";
      case "none" -> "files come to the disk when the system writes them";
      default -> "as the service promises for what it acknowledged";
    };
  }

  private void fact(String name, String value) {
    out.accept(new Finding.Fact(name, value, ""));
  }
}
