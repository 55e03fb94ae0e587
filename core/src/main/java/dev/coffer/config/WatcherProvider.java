package dev.coffer.config;

import dev.coffer.ConfigurationException;
import dev.coffer.observe.Watcher;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Somebody who is told of each operation of a store that {@link FileStores} opens, when an option
 * says so: a library of metrics or traces.
 *
 * <p>Found by {@link ServiceLoader}: name the class in a {@code provides} clause of its module, or
 * in {@code META-INF/services/dev.coffer.config.WatcherProvider}. It has a public constructor
 * without parameters. It is loaded whenever a store is opened, so neither it nor its {@link
 * #options()} may load what the watcher itself needs.
 */
public interface WatcherProvider {
  /**
   * All options that it understands; they are options of the layer {@code observed}.
   *
   * @return in the order of the reference page
   */
  List<Option<?>> options();

  /**
   * The watcher, when its options switch it on. Closed with the store.
   *
   * @param settings the options of the layer
   * @return nothing when it is switched off
   * @throws ConfigurationException when a setting cannot work; see {@link Settings#wrong}
   */
  Optional<Watcher> watcher(Settings settings);
}
