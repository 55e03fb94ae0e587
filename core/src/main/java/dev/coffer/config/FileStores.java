package dev.coffer.config;

import dev.coffer.ConfigurationException;
import dev.coffer.FileStore;
import java.util.Map;

/**
 * Opens stores.
 *
 * <pre>{@code
 * FileStore data = FileStores.open("file:./data");
 * FileStore scratch = FileStores.open("memory:?maxSize=64MiB");
 * FileStore configured = FileStores.fromEnvironment();
 * }</pre>
 *
 * <p>An option is taken from the first that gives it: {@link FileStoreConfig.Builder#option}, the
 * URI, the environment variables of the option, its default. What nobody understands is refused,
 * never passed over.
 */
public final class FileStores {
  private FileStores() {}

  /**
   * Opens the store that a URI names.
   *
   * <p>The form is {@code scheme:path?option=value&option=value}:
   *
   * <ul>
   *   <li>{@code memory:} a new store, {@code memory:name} the store of that name in this process;
   *   <li>{@code file:/var/data} a directory, {@code file:./data} and {@code file:data} one below
   *       the working directory, {@code file:~/data} one below the home directory; it is created
   *       when it is missing;
   *   <li>the schemes of the back ends on the class path.
   * </ul>
   *
   * Path and values are percent-decoded once. Credentials never stand in a URI.
   *
   * @param uri a URI
   * @return a store, to be closed by the caller
   * @throws ConfigurationException when a part of it is unknown, missing or wrong
   */
  public static FileStore open(String uri) {
    return open(FileStoreConfig.builder().uri(uri).build());
  }

  /**
   * Opens the store that a configuration states.
   *
   * @param config from {@link FileStoreConfig#builder()}
   * @return a store, to be closed by the caller
   * @throws ConfigurationException when a part of it is unknown, missing or wrong
   */
  public static FileStore open(FileStoreConfig config) {
    Settings settings = settings(config);
    return settings.provider().open(settings);
  }

  /**
   * Opens the store that the environment of this process states.
   *
   * @return a store, to be closed by the caller
   * @throws ConfigurationException when a part of it is unknown, missing or wrong
   * @see FileStoreConfig#fromEnvironment
   */
  public static FileStore fromEnvironment() {
    return fromEnvironment(System.getenv());
  }

  /**
   * Opens the store that these environment variables state.
   *
   * @param env names and values; an empty value counts as unset
   * @return a store, to be closed by the caller
   * @throws ConfigurationException when a part of it is unknown, missing or wrong
   * @see FileStoreConfig#fromEnvironment
   */
  public static FileStore fromEnvironment(Map<String, String> env) {
    return open(FileStoreConfig.fromEnvironment(env));
  }

  /**
   * What {@link #open(FileStoreConfig)} would open the store with, and where each value comes from;
   * for people who ask why.
   *
   * @param config a configuration
   * @return every setting; nothing is opened
   * @throws ConfigurationException when a part of it is unknown or wrong
   */
  public static Settings settings(FileStoreConfig config) {
    return Resolution.of(config);
  }
}
