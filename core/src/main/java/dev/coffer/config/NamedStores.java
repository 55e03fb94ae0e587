package dev.coffer.config;

import dev.coffer.ConfigurationException;
import dev.coffer.text.Suggestions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The stores that are named in a file, each with settings and secrets of its own:
 *
 * <pre>
 * stores.minio.uri=s3://photos?endpoint=http://localhost:9000
 * stores.minio.access-key=env:MINIO_USER
 * stores.minio.secret-key=file:/run/secrets/minio
 * stores.archive.uri=file:/srv/archive
 * </pre>
 *
 * <p>The file is that of the environment variable {@code COFFER_CONFIG}, or else {@code
 * ~/.coffer/config.properties}. It has the syntax of {@link java.util.Properties} and is in UTF-8.
 * A key that is unknown or given twice is an error; so is a file that {@code COFFER_CONFIG} names
 * and that does not exist. If other users may read or change the file, a warning is logged.
 *
 * <p>The file is read once, when the object is created. The object is immutable.
 *
 * @see FileStores#named(String)
 */
public final class NamedStores {
  private final ConfigurationFile file;
  private final Map<String, String> environment;
  private final SortedMap<String, List<Setting>> stores;

  private NamedStores(Map<String, String> environment) {
    this.file = ConfigurationFile.of(environment);
    this.environment = environment;
    this.stores = StoreProperties.read(file);
  }

  /**
   * Reads the file.
   *
   * @param environment names and values of environment variables; an empty value counts as unset.
   *     It also supplies the options that a store does not set
   * @return the stores in the file; none if {@code COFFER_CONFIG} is unset and {@code
   *     ~/.coffer/config.properties} does not exist
   * @throws ConfigurationException if the file cannot be read or has a wrong line; the message
   *     names the file and the line
   */
  public static NamedStores fromEnvironment(Map<String, String> environment) {
    return new NamedStores(Map.copyOf(environment));
  }

  /**
   * Returns which file was read.
   *
   * @return its path; the file need not exist if {@code COFFER_CONFIG} is unset
   */
  public Path file() {
    return file.path();
  }

  /**
   * Returns the names of the stores.
   *
   * @return the names in ascending order
   */
  public SortedSet<String> names() {
    return new TreeSet<>(stores.keySet());
  }

  /**
   * Returns the configuration of a store.
   *
   * @param name its name, without an {@code @}
   * @return a configuration for {@link FileStores#open(FileStoreConfig)}
   * @throws ConfigurationException if no store has this name, or it has no URI; the message names
   *     the file, and the nearest name if there is one
   */
  public FileStoreConfig config(String name) {
    return builder(name).build();
  }

  private FileStoreConfig.Builder builder(String name) {
    List<Setting> settings = stores.get(name);
    if (settings == null) {
      throw unknown(name);
    }
    requireUri(name, settings);
    return FileStoreConfig.builder().name(name).settings(settings).environment(environment);
  }

  private static void requireUri(String name, List<Setting> settings) {
    if (settings.stream().noneMatch(FileStoreConfig::isUri)) {
      throw ConfigurationErrors.forStore(
          "@" + name,
          "%s: the store has no uri: write stores.%s.uri=URI"
              .formatted(settings.get(0).source(), name),
          null);
    }
  }

  /** Replaces the reference to a store in a configuration by the settings of the store. */
  static FileStoreConfig resolve(FileStoreConfig config, Setting uri) {
    StoreReference reference = StoreReference.parse(uri.value());
    return fromEnvironment(config.environment())
        .builder(reference.name())
        .below(reference)
        .overriddenBy(config)
        .build();
  }

  private ConfigurationException unknown(String name) {
    String known =
        file.exists() ? Suggestions.hint(name, stores.keySet()) : ", which does not exist";
    String add =
        StoreReference.isName(name)
            ? "; to add it, write stores." + name + ".uri=URI into the file"
            : "; " + StoreReference.FORM;
    return ConfigurationFile.wrong(
        "no store %s in %s%s%s".formatted(ConfigurationErrors.quoted(name), file, known, add),
        null);
  }
}
