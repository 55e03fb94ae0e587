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
 * parameters. It is loaded whenever a store is opened, since any store may have it, so neither it
 * nor its {@link #options()} may load what the layer itself needs.
 */
public interface LayerProvider {
  /**
   * The name by which {@code layers} knows it.
   *
   * @return in lower case, without a comma
   */
  String name();

  /**
   * Where it stands when {@code layers} does not say otherwise, and of what it must stay outside.
   *
   * @return the position
   */
  Position position();

  /**
   * All options that it understands. Every store knows them.
   *
   * @return in the order of the reference page
   */
  List<Option<?>> options();

  /**
   * The layer, when its options switch it on. Called with values that fit their options, also where
   * no store will be opened: what the layer needs it opens in {@link Layer#wrap} and closes when
   * the store that it gave is closed, or when {@code wrap} fails. That store closes the one below
   * it.
   *
   * @param settings its own options, the type of the store, and a directory of its own
   * @return empty if it is switched off
   * @throws ConfigurationException if a setting is missing or cannot work; see {@link
   *     Settings#wrong}
   */
  Optional<Layer> layer(Settings settings);
}
