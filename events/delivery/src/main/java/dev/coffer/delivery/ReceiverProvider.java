package dev.coffer.delivery;

import dev.coffer.ConfigurationException;
import dev.coffer.config.Option;
import dev.coffer.config.Settings;
import java.util.List;
import java.util.ServiceLoader;

/**
 * A kind of receivers that a configuration may name, such as web hooks.
 *
 * <p>Found by {@link ServiceLoader}: name the class in a {@code provides} clause of its module, or
 * in {@code META-INF/services/dev.coffer.delivery.ReceiverProvider}. It has a public constructor
 * without parameters. It is loaded whenever a store is opened, so neither it nor its {@link
 * #options()} may load what the receivers themselves need.
 */
public interface ReceiverProvider {
  /**
   * All options that it understands; they are options of the layer {@code events}.
   *
   * @return in the order of the reference page
   */
  List<Option<?>> options();

  /**
   * The receivers that are configured. Called with values that fit their options, also where no
   * store will be opened: what a receiver needs is opened by {@link Receiver#sink}.
   *
   * @param settings the options of the layer
   * @return empty if none is configured
   * @throws ConfigurationException if a setting cannot work; see {@link Settings#wrong}
   */
  List<Receiver> receivers(Settings settings);
}
