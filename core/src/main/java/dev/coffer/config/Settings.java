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
 * What a back end or a layer is opened with, each value with its source.
 *
 * <p>Of several sources the first that gives a value wins: the caller's option, the URI, the
 * environment, the default.
 */
public final class Settings {
  private final String type;
  private final String owner;
  private final List<Option<?>> options;
  private final @Nullable Setting path;
  private final @Nullable String authority;
  private final Map<String, Setting> values;
  private final StateDirectory state;
  private final Map<String, String> environment;

  Settings(
      String type,
      String owner,
      List<Option<?>> options,
      @Nullable Setting path,
      @Nullable String authority,
      Map<String, Setting> values,
      StateDirectory state,
      Map<String, String> environment) {
    this.type = type;
    this.owner = owner;
    this.options = options;
    this.path = path;
    this.authority = authority;
    this.values = values;
    this.state = state;
    this.environment = environment;
  }

  /**
   * The type of the store.
   *
   * @return as its provider names it, also for a layer
   */
  public String type() {
    return type;
  }

  /**
   * Where the store is: the configured path, or the authority and the path of the URI together, so
   * that {@code s3://bucket/prefix} and the path {@code bucket/prefix} are the same. It is
   * percent-decoded where it came from a URI, and a leading {@code ~/} is the home directory.
   *
   * @return empty if none was given, and for a layer
   */
  public Optional<String> path() {
    return Optional.ofNullable(path).map(Setting::value);
  }

  /**
   * Where the store is, for a provider that cannot do without.
   *
   * @param example a URI of this provider that has one
   * @return never empty
   * @throws ConfigurationException if none was given
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
   * What stands between {@code //} and the next {@code /} of the URI; {@link #path()} begins with
   * it.
   *
   * @return empty if it is empty or there is no URI
   */
  public Optional<String> authority() {
    return Optional.ofNullable(authority);
  }

  /**
   * The value of an option.
   *
   * @param <T> its type
   * @param option one of the options that the provider declares
   * @return its default when nobody gave one; nothing without a default
   * @throws IllegalArgumentException if the provider does not declare the option
   */
  public <T> Optional<T> find(Option<T> option) {
    return given(option).map(given -> option.read(given, type()));
  }

  private Optional<Setting> given(Option<?> option) {
    if (!options.contains(option)) {
      throw new IllegalArgumentException(owner + " declares no option " + option.name());
    }
    return Optional.ofNullable(values.get(option.name()));
  }

  /**
   * The value of an option that the provider cannot do without.
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
   * All settings and where they come from: the path, then each option that has a value, in the
   * provider's order. Secrets print as {@code ***}.
   *
   * @return to be shown to people
   */
  public List<Setting> all() {
    List<Setting> all = new ArrayList<>();
    if (path != null) {
      all.add(path);
    }
    for (Option<?> option : options) {
      setting(option).ifPresent(all::add);
    }
    return List.copyOf(all);
  }

  /**
   * The value of one option and where it comes from. A secret prints as {@code ***}.
   *
   * @param option one of the options that the provider declares
   * @return its default when nobody gave one; nothing without a default
   * @throws IllegalArgumentException if the provider does not declare the option
   */
  public Optional<Setting> setting(Option<?> option) {
    return given(option)
        .map(given -> new Setting(given.name(), option.shown(given.value()), given.source()));
  }

  /**
   * The path of this machine that an option names; a leading {@code ~/} is the home directory.
   *
   * @param option whose value it is
   * @param text the value, or a part of it
   * @return a path that need not exist
   * @throws ConfigurationException if the text is empty or no path of this machine
   */
  public Path localPath(Option<?> option, String text) {
    return Home.path(option.name(), text, type());
  }

  /**
   * A directory of this machine for a layer's own files, the same whenever this store is opened: in
   * the {@code .coffer} of a local store, else below the directory of the option {@code state}. Two
   * processes that open the store get the same one.
   *
   * @return a directory that is there, and of which no other layer and no other store knows
   * @throws ConfigurationException if it cannot be made, or when the store ends with the process
   *     and {@code state} is not given
   */
  public Path stateDirectory() {
    return state.of(owner);
  }

  /**
   * The same for a layer that can do without.
   *
   * @return empty if there is no place for it: the store ends with the process, or the directory
   *     cannot be made
   * @throws ConfigurationException if {@code state} lies in the store
   */
  public Optional<Path> findStateDirectory() {
    return state.find(owner);
  }

  /**
   * Opens another store that a layer needs, such as a replica. Its options may be given by its own
   * URI, and those of its back end by the environment of this store too; the layers of this store
   * are not put around it.
   *
   * @param uri as {@link FileStores#open(String)} takes it
   * @return a store, to be closed by the caller
   * @throws ConfigurationException if a part of it is unknown, missing or wrong
   */
  public FileStore openOther(String uri) {
    return FileStores.open(
        Resolution.beside(FileStoreConfig.builder().uri(uri).environment(environment).build()));
  }

  /**
   * The error for settings that do not work, in the form of all errors.
   *
   * @param hint what is wrong and what to do, without any secret
   * @return to be thrown
   */
  public ConfigurationException wrong(String hint) {
    return ConfigurationErrors.forStore(type(), hint, null);
  }

  /** Type of the store or name of the layer, and settings; secrets print as {@code ***}. */
  @Override
  public String toString() {
    return all().stream()
        .map(setting -> setting.name() + "=" + setting.value())
        .collect(Collectors.joining(", ", owner + "[", "]"));
  }
}
