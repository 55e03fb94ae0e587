package dev.coffer.app;

import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.app.sync.Destination;
import dev.coffer.app.sync.Origin;
import dev.coffer.config.Assembly;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;
import dev.coffer.config.Setting;
import dev.coffer.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One of the two ends of a sync: what has a scheme or begins with {@code @} is a store, else it is
 * a local directory.
 */
record SyncSide(String word, Map<String, String> env) {
  boolean isStore() {
    return StoreChoice.isUri(word);
  }

  /** The word without what may be a secret, such as the parameters of a URI. */
  private String shown() {
    return isStore() ? ShownAddress.ofStore(word) : word;
  }

  /** The store; of a directory the local store that writes into it. */
  FileStoreConfig store() {
    FileStoreConfig.Builder config = FileStoreConfig.builder().environment(env);
    return isStore()
        ? config.uri(word).build()
        : config.type("local").path(directory().toAbsolutePath().toString()).build();
  }

  /** The directory that was named, not as a store. */
  Path directory() {
    return LocalFiles.path(word);
  }

  /** What a sync writes to. */
  Destination destination(FileStore opened, FileLabels labels) {
    return isStore() ? Destination.of(opened, labels::of) : Destination.of(directory(), opened);
  }

  /** A directory as what a command writes to. */
  Destination destination(FileStore opened) {
    return Destination.of(directory(), opened);
  }

  /** The files of the store that this names, opened; one on the disk tells when they changed. */
  Origin origin(FileStore opened) {
    return place().map(root -> Origin.of(opened, root)).orElseGet(() -> Origin.of(opened));
  }

  /** What writing into a plain directory leaves there until the command ends. */
  PassingArea area() {
    return isStore() ? PassingArea.none() : PassingArea.of(directory());
  }

  /** Where this lies on the disk; nothing for what lies elsewhere. */
  private Optional<Path> place() {
    if (!isStore()) {
      return Optional.of(real(directory()));
    }
    return place(store());
  }

  /** Returns where a store lies on the disk; empty if it lies elsewhere. */
  static Optional<Path> place(FileStoreConfig store) {
    Assembly assembly = FileStores.assembly(store);
    Settings settings = assembly.settings();
    return settings.type().equals("local")
        ? settings.path().map(path -> real(LocalFiles.path(path).resolve(scope(assembly))))
        : Optional.empty();
  }

  /** Refuses a directory of this machine and one of a store of which one lies in the other. */
  void requireApartFrom(FileStoreConfig other, FilePath below) {
    Optional<Path> there = place(other).map(root -> root.resolve(below.toString()));
    if (there.isPresent() && isNested(real(directory()), real(there.get()))) {
      throw new CommandException(
          ExitCode.USAGE, shown() + " and " + there.get() + " of the store lie in one another");
    }
  }

  /** A store would be made of a directory that is missing, and be empty. */
  void requireThere() {
    Optional<Path> place = place();
    if (place.isPresent() && !Files.isDirectory(place.get())) {
      throw new CommandException(ExitCode.DIRECTORY_NOT_FOUND, shown() + ": no such directory");
    }
  }

  /** A plain directory cannot be read as it was. */
  void requirePast(String verb, ParsedArguments words) {
    if (AtTime.isGiven(words) && !isStore()) {
      throw new CommandException(
          ExitCode.USAGE,
          verb
              + ": a plain directory has no versions; if it is a store that keeps them, name it as one:"
              + " file:"
              + word
              + "?versioning=on");
    }
  }

  /** One inside of the other would grow without end. */
  void requireApartFrom(SyncSide other) {
    Optional<Path> here = place();
    Optional<Path> there = other.place();
    boolean nested = here.isPresent() && there.isPresent() && isNested(here.get(), there.get());
    if (nested || word.equals(other.word) || liesInOneBucketWith(other)) {
      throw new CommandException(
          ExitCode.USAGE, "sync: " + shown() + " and " + other.shown() + " lie in one another");
    }
  }

  /** By their names, or by what they show: both may be mounts of one directory, or hold one. */
  private static boolean isNested(Path here, Path there) {
    return here.startsWith(there) || there.startsWith(here) || Mounts.now().overlap(here, there);
  }

  private boolean liesInOneBucketWith(SyncSide other) {
    Optional<String> here = remotePlace();
    Optional<String> there = other.remotePlace();
    return here.isPresent()
        && there.isPresent()
        && (here.get().startsWith(there.get()) || there.get().startsWith(here.get()));
  }

  /** The service, and what all names of this begin with there; nothing for what is on the disk. */
  private Optional<String> remotePlace() {
    if (!isStore()) {
      return Optional.empty();
    }
    Assembly assembly = FileStores.assembly(store());
    Settings settings = assembly.settings();
    if (Set.of("local", "memory").contains(settings.type())) {
      return Optional.empty();
    }
    String service = settings.type() + " " + value(settings, "endpoint").orElse("") + " ";
    return settings
        .path()
        .or(() -> value(settings, "bucket"))
        .map(path -> path + "/" + scope(assembly) + "/")
        .map(path -> service + path.replaceAll("/+", "/"));
  }

  /** The directory of the store that is its root. */
  private static String scope(Assembly assembly) {
    return assembly.layers().stream()
        .filter(layer -> layer.name().equals("scoped"))
        .flatMap(layer -> value(layer.settings(), "scope").stream())
        .map(scope -> FilePath.of(scope).toString())
        .findFirst()
        .orElse("");
  }

  private static Optional<String> value(Settings settings, String name) {
    return settings.all().stream()
        .filter(setting -> setting.name().equals(name))
        .map(Setting::value)
        .findFirst();
  }

  /** Without links, also of what is missing. */
  private static Path real(Path path) {
    Path whole = path.toAbsolutePath().normalize();
    for (Path at = whole; at != null; at = at.getParent()) {
      if (Files.exists(at)) {
        try {
          return at.toRealPath().resolve(at.relativize(whole)).normalize();
        } catch (IOException e) {
          throw LocalFiles.failure(path, e);
        }
      }
    }
    return whole;
  }
}
