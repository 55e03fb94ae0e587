package dev.coffer.delivery;

import dev.coffer.ConfigurationException;
import dev.coffer.Layer;
import dev.coffer.config.Option;
import dev.coffer.config.Settings;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * A kind of receiver that a configuration can name, such as a web hook.
 *
 * <p>Found by {@link ServiceLoader}: name the class in a {@code provides} clause of its module, or
 * in {@code META-INF/services/dev.coffer.delivery.ReceiverProvider}. It has a public constructor
 * without parameters. It is loaded whenever a store is opened, so neither it nor its {@link
 * #options()} may load classes that only the receivers need.
 */
public interface ReceiverProvider {
  /**
   * Returns all options that it understands, which are options of the layer {@code events}.
   *
   * @return the options, in the order of the reference page
   */
  List<Option<?>> options();

  /**
   * Returns the configured receivers. Called with values that are valid for their options, even if
   * no store will be opened; {@link Receiver#sink} opens what a receiver needs.
   *
   * @param settings the options of the layer
   * @return the receivers, empty if none is configured
   * @throws ConfigurationException if a setting cannot work; see {@link Settings#wrong}
   */
  List<Receiver> receivers(Settings settings);

  /**
   * Returns a layer that these receivers need around the store that delivers to them. It passes on
   * the features of that store. Called as {@link #receivers} is.
   *
   * @param settings the options of the layer
   * @return the layer; empty, as by default, if none is needed
   */
  default Optional<Layer> around(Settings settings) {
    return Optional.empty();
  }
}
