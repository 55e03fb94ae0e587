package dev.coffer.config;

import dev.coffer.ConfigurationException;
import dev.coffer.FileStore;
import dev.coffer.observe.OperationListener;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;

/**
 * Somebody who is told of each operation of a store that {@link FileStores} opens, when an option
 * says so: a library of metrics or traces.
 *
 * <p>Found by {@link ServiceLoader}: name the class in a {@code provides} clause of its module, or
 * in {@code META-INF/services/dev.coffer.config.OperationListenerProvider}. It has a public
 * constructor without parameters. It is loaded whenever a store is opened, so neither it nor its
 * {@link #options()} may load what the listener itself needs.
 */
public interface OperationListenerProvider {
  /**
   * All options that it understands, the one that switches it on first; they are options of the
   * layer {@code observed}.
   *
   * @return in the order of the reference page
   */
  List<Option<?>> options();

  /**
   * Opens the listener of a store, when its options switch it on. Called with values that fit their
   * options, also where no store will be opened: what the listener needs it opens when the function
   * is applied to the store that it watches. The listener is closed with that store.
   *
   * @param settings the options of the layer
   * @return empty if it is switched off
   * @throws ConfigurationException if a setting cannot work; see {@link Settings#wrong}
   */
  Optional<Function<FileStore, OperationListener>> listener(Settings settings);
}
