package dev.coffer.config;

import dev.coffer.FileStore;
import dev.coffer.Layer;
import dev.coffer.StoreName;
import dev.coffer.observe.AuditTrail;
import dev.coffer.observe.AuditWitness;
import dev.coffer.observe.ObserveOptions;
import dev.coffer.observe.ObservedFileStore;
import dev.coffer.observe.Watcher;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells what is done with a store. */
final class ObservedProvider implements LayerProvider {
  private static final Pattern SCHEME = Pattern.compile("^[a-zA-Z][a-zA-Z0-9+.-]+:");

  private static final Option<Boolean> OBSERVE =
      Option.flag("observe", "Whether operations are logged and counted.").orElse("on");
  private static final Option<Duration> SLOW =
      Option.duration("observe.slow", "From when on an operation is slow and logged at INFO.")
          .orElse("1s");
  private static final Option<String> EXPECTED =
      Option.text(
              "observe.expected",
              "Kinds of errors, separated by commas, that are answers and no failures: `not-found`,"
                  + " `conflict`. They are logged at DEBUG in place of WARN.")
          .orElse("not-modified");
  static final Option<String> AUDIT =
      Option.text(
          "audit",
          "Where a line is kept of each operation before its answer is given: a directory, or the"
              + " URI of a store.");
  private static final Option<AuditTrail.OnFailure> AUDIT_ON_FAILURE =
      Option.choice(
              "audit.on-failure",
              AuditTrail.OnFailure.class,
              "What becomes of an operation that cannot be written down.")
          .orElse("fail");
  private static final Option<Long> AUDIT_MAX_SIZE =
      Option.size("audit.max-size", "From when on a file of the trail is sealed and one begun.")
          .orElse("64MiB");

  private @Nullable List<WatcherProvider> watchers;

  @Override
  public String name() {
    return "observed";
  }

  @Override
  public Position position() {
    return Position.OBSERVED;
  }

  @Override
  public List<Option<?>> options() {
    List<Option<?>> options =
        new ArrayList<>(List.of(OBSERVE, SLOW, EXPECTED, AUDIT, AUDIT_ON_FAILURE, AUDIT_MAX_SIZE));
    watchers().forEach(provider -> options.addAll(provider.options()));
    return options;
  }

  /** Of other modules; looked for once. */
  private List<WatcherProvider> watchers() {
    if (watchers == null) {
      watchers = found();
    }
    return watchers;
  }

  private static List<WatcherProvider> found() {
    try {
      return ServiceLoader.load(WatcherProvider.class).stream()
          .map(ServiceLoader.Provider::get)
          .toList();
    } catch (ServiceConfigurationError e) {
      throw Wrong.forStore(
          "a file store", "a watcher on the class path cannot be loaded: " + e.getMessage(), e);
    }
  }

  @Override
  public Optional<Layer> layer(Settings settings) {
    Optional<Trail> audit = settings.find(AUDIT).map(place -> trail(place, settings));
    if (!settings.get(OBSERVE)) {
      refuseAuditUnobserved(audit, settings);
      return Optional.empty();
    }
    ObserveOptions options =
        ObserveOptions.DEFAULTS.slow(settings.get(SLOW)).expected(expected(settings));
    return Optional.of(next -> observed(next, options, audit, settings));
  }

  /** The trail comes last: whoever else is told sees an operation that it has let fail. */
  private ObservedFileStore observed(
      FileStore next, ObserveOptions options, Optional<Trail> audit, Settings settings) {
    List<Watcher> opened = new ArrayList<>();
    try {
      watchers().forEach(provider -> provider.watcher(settings).ifPresent(opened::add));
      audit.ifPresent(trail -> opened.add(open(trail, next, settings)));
      ObserveOptions told = options;
      for (Watcher watcher : opened) {
        told = told.watcher(watcher);
      }
      return new ObservedFileStore(next, told);
    } catch (RuntimeException | Error e) {
      opened.forEach(Watcher::close);
      throw e;
    }
  }

  private static void refuseAuditUnobserved(Optional<Trail> audit, Settings settings) {
    if (audit.isPresent()) {
      throw settings.wrong("audit needs what observe=off switches off");
    }
  }

  // ---- The trail

  /** Opens a trail. */
  @FunctionalInterface
  private interface Trail {
    Watcher beside(FileStore store) throws IOException;
  }

  private static Watcher open(Trail trail, FileStore store, Settings settings) {
    try {
      return trail.beside(store);
    } catch (IOException e) {
      throw settings.wrong("the audit trail cannot be opened: " + e);
    }
  }

  private static Trail trail(String place, Settings settings) {
    String path = place.startsWith("file:") ? place.substring("file:".length()) : place;
    return SCHEME.matcher(path).find() ? inStore(path, settings) : inDirectory(path, settings);
  }

  private static Trail inDirectory(String path, Settings settings) {
    try {
      if (path.isEmpty()) {
        throw settings.wrong("audit is empty: write the path of a directory, or a URI");
      }
      Path directory = Path.of(Home.expand(path, settings.type()));
      return store -> {
        requireApart(store, "file:" + directory, settings);
        return new AuditTrail(
            directory,
            settings.get(AUDIT_MAX_SIZE),
            settings.get(AUDIT_ON_FAILURE),
            Clock.systemUTC(),
            witness(settings));
      };
    } catch (InvalidPathException e) {
      throw settings.wrong("audit is no path of this machine: " + Wrong.quoted(path));
    }
  }

  private static Trail inStore(String uri, Settings settings) {
    if (uri.equals("memory:")) {
      throw settings.wrong("audit needs a name behind memory:, or nobody could read it");
    }
    return store -> {
      FileStore other = settings.openOther(uri);
      try {
        requireApart(store, other.name(), settings);
        return new AuditTrail(
            other,
            settings.get(AUDIT_ON_FAILURE),
            Clock.systemUTC(),
            uri.startsWith("memory:") ? AuditWitness.NONE : witness(settings));
      } catch (IOException | RuntimeException | Error e) {
        other.close();
        throw e;
      }
    };
  }

  /** Before anything is made in the store. */
  private static void requireApart(FileStore store, String trail, Settings settings) {
    if (StoreName.overlap(store.name(), trail)) {
      throw settings.wrong(
          "the audit trail "
              + trail
              + " lies in the store, or the store in it: name a place where the store's users"
              + " cannot write");
    }
  }

  private static AuditWitness witness(Settings settings) {
    return settings.findStateDirectory().map(AuditWitness::in).orElse(AuditWitness.NONE);
  }

  private static Set<String> expected(Settings settings) {
    Set<String> words = words(settings.get(EXPECTED));
    for (String word : words) {
      if (!ObserveOptions.kinds().contains(word)) {
        throw settings.wrong(
            "observe.expected has "
                + Wrong.quoted(word)
                + ", which is no kind of error"
                + Nearest.hint(word, ObserveOptions.kinds()));
      }
    }
    return words;
  }

  private static Set<String> words(String list) {
    return Arrays.stream(list.split(","))
        .map(Values::lower)
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }
}
