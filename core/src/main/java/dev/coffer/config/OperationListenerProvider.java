package dev.coffer.config;

import dev.coffer.ConfigurationException;
import dev.coffer.FileStore;
import dev.coffer.observe.OperationListener;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;

/**
 * Provides a listener for the operations of the stores that {@link FileStores} opens, enabled by an
 * option: for example a library of metrics or traces.
 *
 * <p>Found by {@link ServiceLoader}: name the class in a {@code provides} clause of its module, or
 * in {@code META-INF/services/dev.coffer.config.OperationListenerProvider}. It has a public
 * constructor without parameters. It is loaded whenever a store is opened, so neither it nor its
 * {@link #options()} may load the classes that the listener itself needs.
 */
public interface OperationListenerProvider {
  /**
   * Returns all options that it understands, the one that enables it first; they are options of the
   * layer {@code observed}.
   *
   * @return the options, in the order of the reference page
   */
  List<Option<?>> options();

  /**
   * Returns a function that opens the listener of a store, if its options enable it. The values are
   * already validated against their options. Also called if no store will be opened: the listener
   * opens its resources when the function is applied to the store that it observes. The listener is
   * closed with that store.
   *
   * @param settings the options of the layer
   * @return the function; empty if the listener is disabled
   * @throws ConfigurationException if a setting cannot work; see {@link Settings#wrong}
   */
  Optional<Function<FileStore, OperationListener>> listener(Settings settings);
}
