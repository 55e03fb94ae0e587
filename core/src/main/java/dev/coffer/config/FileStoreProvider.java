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
 * without parameters and does nothing before {@link #open}. It is loaded when a store is asked for
 * that is not built in; then a type or scheme that another provider has is refused.
 */
public interface FileStoreProvider {
  /**
   * The name by which {@link FileStoreConfig.Builder#type} and {@code FILE_STORE} know it.
   *
   * @return in lower case
   */
  String type();

  /**
   * The URI schemes that lead to it.
   *
   * @return in lower case; may be empty
   */
  Set<String> schemes();

  /**
   * All options that it understands; any other is refused before {@link #open} is called.
   *
   * @return in the order of the reference page
   */
  List<Option<?>> options();

  /**
   * Opens a store. Called with values that fit their options.
   *
   * @param settings what the store is opened with
   * @return a store, to be closed by the caller
   * @throws ConfigurationException if a setting is missing or cannot work; see {@link
   *     Settings#wrong}
   */
  FileStore open(Settings settings);

  /**
   * What tells this store from all others, the same in each process: layers keep their own files
   * under this name. Called before {@link #open}.
   *
   * @param settings what the store is opened with
   * @return type and path unless overridden; no secret
   */
  default String identity(Settings settings) {
    return type() + ":" + settings.path().orElse("");
  }
}
