package dev.coffer.config;

import dev.coffer.ConfigurationException;
import dev.coffer.Layer;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * A layer that {@link FileStores} can put around a store.
 *
 * <p>Found by {@link ServiceLoader}: name the class in a {@code provides} clause of its module, or
 * in {@code META-INF/services/dev.coffer.config.LayerProvider}. It has a public constructor without
 * parameters. It is loaded whenever a store is opened, since any store may use it, so neither it
 * nor its {@link #options()} may load the classes that the layer itself needs.
 */
public interface LayerProvider {
  /**
   * Returns the name of the layer, as used by {@code layers}.
   *
   * @return a name in lower case, without a comma
   */
  String name();

  /**
   * Returns the position of the layer unless {@code layers} sets another order, and which layers it
   * must stay outside of.
   *
   * @return the position
   */
  Position position();

  /**
   * Returns all options that it understands. Every store accepts them.
   *
   * @return the options, in the order of the reference page
   */
  List<Option<?>> options();

  /**
   * Returns the layer, if its options enable it. The values are already validated against their
   * options. Also called if no store will be opened: the layer opens its resources in {@link
   * Layer#wrap} and closes them when the store that it returned is closed, or if {@code wrap}
   * fails. That store closes the one below it.
   *
   * @param settings its own options, the type of the store, and a directory of its own
   * @return the layer; empty if it is disabled
   * @throws ConfigurationException if a setting is missing or cannot work; see {@link
   *     Settings#wrong}
   */
  Optional<Layer> layer(Settings settings);
}
