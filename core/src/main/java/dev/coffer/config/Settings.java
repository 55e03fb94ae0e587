package dev.coffer.config;

import dev.coffer.ConfigurationException;
import dev.coffer.FileStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The settings with which a back end or a layer is opened, each value with its source.
 *
 * <p>The first source that has a value wins: the caller's option, the settings of a store with a
 * name, the URI, the environment, the default.
 */
public final class Settings {
  private final Resolution resolution;
  private final String owner;
  private final List<Option<?>> options;
  private final @Nullable Setting path;
  private final @Nullable String authority;
  private final Map<String, Setting> values;

  Settings(
      Resolution resolution,
      String owner,
      List<Option<?>> options,
      @Nullable Setting path,
      @Nullable String authority,
      Map<String, Setting> values) {
    this.resolution = resolution;
    this.owner = owner;
    this.options = options;
    this.path = path;
    this.authority = authority;
    this.values = values;
  }

  /**
   * Returns the type of the store.
   *
   * @return the type as its provider names it, also for a layer
   */
  public String type() {
    return resolution.type();
  }

  /**
   * Returns the location of the store: the configured path, or the authority and the path of the
   * URI together, so that {@code s3://bucket/prefix} and the path {@code bucket/prefix} are the
   * same. It is percent-decoded if it came from a URI, and a leading {@code ~/} is the home
   * directory.
   *
   * @return the location; empty if none was set, and for a layer
   */
  public Optional<String> path() {
    return Optional.ofNullable(path).map(Setting::value);
  }

  /**
   * Returns the location of the store, for a provider that requires one.
   *
   * @param example a URI of this provider that has one
   * @return the location, never empty
   * @throws ConfigurationException if none was set
   */
  public String requirePath(String example) {
    return path()
        .orElseThrow(
            () ->
                wrong(
                    "the path is missing: set FILE_STORE_PATH, give path(…), or open a URI such as "
                        + example));
  }

  /**
   * Returns the part of the URI between {@code //} and the next {@code /}; {@link #path()} begins
   * with it.
   *
   * @return the authority; empty if there is none or no URI
   */
  public Optional<String> authority() {
    return Optional.ofNullable(authority);
  }

  /**
   * Returns the value of an option.
   *
   * @param <T> its type
   * @param option one of the options that the provider declares
   * @return the value, or its default if none was set; empty without a default
   * @throws IllegalArgumentException if the provider does not declare the option
   */
  public <T> Optional<T> find(Option<T> option) {
    Optional<Setting> given = given(option);
    return given.isPresent()
        ? Optional.of(option.read(given.get(), resolution.label()))
        : Optional.empty();
  }

  private Optional<Setting> given(Option<?> option) {
    if (!options.contains(option)) {
      throw new IllegalArgumentException(owner + " declares no option " + option.name());
    }
    return Optional.ofNullable(values.get(option.name()));
  }

  /**
   * Returns the value of an option that the provider requires.
   *
   * @param <T> its type
   * @param option one of the options that the provider declares
   * @return its value, or its default
   * @throws ConfigurationException if it is missing; the message names its variables
   */
  public <T> T get(Option<T> option) {
    return find(option).orElseThrow(() -> wrong(missing(option)));
  }

  private static String missing(Option<?> option) {
    String ways =
        option.kind() == Option.Kind.SECRET ? "" : "?" + option.name() + "=… in the URI, ";
    return String.format(
        "%s is missing: give %soption(\"%s\", …), or set %s",
        option.name(), ways, option.name(), String.join(" or ", option.variables()));
  }

  /**
   * Returns all settings and their sources: the path, then each option that has a value, in the
   * provider's order. Secrets print as {@code ***}.
   *
   * @return the settings, for display
   */
  public List<Setting> all() {
    List<Setting> all = new ArrayList<>();
    if (path != null) {
      all.add(shown(path));
    }
    for (Option<?> option : options) {
      setting(option).ifPresent(all::add);
    }
    return List.copyOf(all);
  }

  /** A user before the host may be a token. */
  private Setting shown(Setting place) {
    return authority == null
        ? place
        : new Setting(place.name(), place.value().replaceFirst("^[^/]*@", "***@"), place.source());
  }

  /**
   * Returns the value of an option and its source. A secret prints as {@code ***}.
   *
   * @param option one of the options that the provider declares
   * @return the value, or its default if none was set; empty without a default
   * @throws IllegalArgumentException if the provider does not declare the option
   */
  public Optional<Setting> setting(Option<?> option) {
    return given(option)
        .map(given -> new Setting(given.name(), option.shown(given.value()), given.source()));
  }

  /**
   * Returns the local path that an option names; a leading {@code ~/} is the home directory.
   *
   * @param option the option with this value
   * @param text the value, or a part of it
   * @return a path that need not exist
   * @throws ConfigurationException if the text is empty or not a path of this machine
   */
  public Path localPath(Option<?> option, String text) {
    return Home.path(option.name(), text, resolution.label());
  }

  /**
   * Returns the local path that an option names, as {@link #localPath} does, for a layer's own
   * files: they must not be files of the store, which its users may list and delete.
   *
   * @param option the option with this value
   * @param text the value, or a part of it
   * @return a path that need not exist
   * @throws ConfigurationException if the text is empty or not a path of this machine, or if it
   *     lies in this local store and not in its {@code .coffer/state}, or the store lies in it
   */
  public Path localPathApart(Option<?> option, String text) {
    Path path = localPath(option, text);
    if (resolution.state().overlaps(path)) {
      throw wrong(
          "the directory '"
              + option.name()
              + "' lies in the store: name a place where the store's users cannot write");
    }
    return path;
  }

  /**
   * Returns a local directory for a layer's own files, the same whenever this store is opened: in
   * the {@code .coffer} of a local store, otherwise below the directory of the option {@code
   * state}. Two processes that open the store get the same directory.
   *
   * @return a directory that exists and that no other layer and no other store uses
   * @throws ConfigurationException if it cannot be created, or if the store ends with the process
   *     and {@code state} is not set
   */
  public Path stateDirectory() {
    return resolution.state().of(owner);
  }

  /**
   * Returns the same directory for a layer that can do without. As long as the root of a local
   * store does not exist, there is none, since the first write creates the root: a layer that needs
   * it then calls this method again.
   *
   * @return the directory; empty if the store ends with the process, its root does not exist yet,
   *     or the directory cannot be created
   * @throws ConfigurationException if {@code state} is inside the store
   */
  public Optional<Path> findStateDirectory() {
    return resolution.state().find(owner);
  }

  /**
   * Returns whether what one process at a time may do with this store is done under a {@linkplain
   * dev.coffer.spi.StoreLease lease} in it.
   *
   * @return true with {@code state=store}
   */
  public boolean isLeased() {
    return resolution.isLeased();
  }

  /** Returns the directory above those of the layers, without creating anything. */
  Optional<Path> statePlace() {
    return resolution.state().place();
  }

  /**
   * Returns what distinguishes this store from all others, the same in each process that opens it.
   *
   * @return a text without a secret; empty if the store ends with the process
   */
  public Optional<String> storeIdentity() {
    return resolution.identity();
  }

  /**
   * Opens another store that a layer needs, such as a replica. Its options come from its own URI,
   * and those of its back end also from the environment of this store; it is not wrapped in the
   * layers of this store.
   *
   * @param uri a URI as described at {@link FileStores#open(String)}
   * @return a store, which the caller closes
   * @throws ConfigurationException if a part of it is unknown, missing or wrong
   */
  public FileStore openOther(String uri) {
    return FileStores.open(Resolution.beside(other(uri), resolution));
  }

  /**
   * Returns whether another store shares files with this one, as far as the settings of both show.
   * Links in local paths are followed; buckets are those of one server.
   *
   * @param uri the other store, as for {@link #openOther}
   * @return true if they are the same place, or one contains the other
   * @throws ConfigurationException if a part of the URI is unknown, missing or wrong
   */
  public boolean overlaps(String uri) {
    return resolution.overlaps(other(uri));
  }

  private FileStoreConfig other(String uri) {
    return FileStoreConfig.builder().uri(uri).environment(resolution.environment()).build();
  }

  /**
   * Returns the error for settings that do not work, in the form of all errors.
   *
   * @param hint what is wrong and what to do, without any secret
   * @return the exception to throw
   */
  public ConfigurationException wrong(String hint) {
    return ConfigurationErrors.forStore(resolution.label(), hint, null);
  }

  /**
   * Returns the error for a value that does not work. It names the variable, or the file and the
   * line, that the value came from.
   *
   * @param option the option with this value
   * @param hint what is wrong and what to do, without any secret
   * @return the exception to throw
   */
  public ConfigurationException wrong(Option<?> option, String hint) {
    return wrong(option, hint, null);
  }

  /**
   * Returns the error for a value that does not work, with the failure that showed it.
   *
   * @param option the option with this value
   * @param hint what is wrong and what to do, without any secret
   * @param cause the failure, whose message contains no secret either; null if there is none
   * @return the exception to throw
   */
  public ConfigurationException wrong(Option<?> option, String hint, @Nullable Throwable cause) {
    String explained = given(option).map(given -> given.explain(hint)).orElse(hint);
    return ConfigurationErrors.forStore(resolution.label(), explained, cause);
  }

  /**
   * Returns the type of the store or the name of the layer, and the settings; secrets print as
   * {@code ***}.
   */
  @Override
  public String toString() {
    return all().stream()
        .map(setting -> setting.name() + "=" + setting.value())
        .collect(Collectors.joining(", ", owner + "[", "]"));
  }
}
