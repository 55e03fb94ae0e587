package dev.coffer.config;

import dev.coffer.ConfigurationException;
import dev.coffer.FileStore;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * A back end that {@link FileStores} can open.
 *
 * <p>Found by {@link ServiceLoader}: name the class in a {@code provides} clause of its module, or
 * in {@code META-INF/services/dev.coffer.config.FileStoreProvider}. It has a public constructor
 * without parameters and does nothing before {@link #open}. It is loaded when a store that is not
 * built in is requested; then a type or scheme that another provider declares is refused.
 */
public interface FileStoreProvider {
  /**
   * Returns the type, as used by {@link FileStoreConfig.Builder#type} and {@code FILE_STORE}.
   *
   * @return a name in lower case
   */
  String type();

  /**
   * Returns the URI schemes of this back end.
   *
   * @return schemes in lower case; may be empty
   */
  Set<String> schemes();

  /**
   * Returns all options that it understands; any other is refused before {@link #open} is called.
   *
   * @return the options, in the order of the reference page
   */
  List<Option<?>> options();

  /**
   * Opens a store. The values are already validated against their options.
   *
   * @param settings the settings of the store
   * @return a store, which the caller closes
   * @throws ConfigurationException if a setting is missing or cannot work; see {@link
   *     Settings#wrong}
   */
  FileStore open(Settings settings);

  /**
   * Returns what distinguishes this store from all others, the same in each process: layers keep
   * their own files under this name. Called only if a layer has such files.
   *
   * @param settings the settings of the store
   * @return type and path unless overridden; never a secret
   */
  default String identity(Settings settings) {
    return type() + ":" + settings.path().orElse("");
  }
}
