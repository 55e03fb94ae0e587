package dev.coffer.cache;

import dev.coffer.ConfigurationException;
import dev.coffer.config.Option;
import dev.coffer.config.Settings;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * A kind of {@link SharedCache} that a configuration can name.
 *
 * <p>Found by {@link ServiceLoader}: name the class in a {@code provides} clause of its module, or
 * in {@code META-INF/services/dev.coffer.cache.SharedCacheProvider}. It has a public constructor
 * without parameters. It is loaded whenever a store is opened, so neither it nor its {@link
 * #options()} may load classes that only the cache needs.
 */
public interface SharedCacheProvider {
  /**
   * Returns all options that it understands, which are options of the layer {@code cache}.
   *
   * @return the options, in the order of the reference page
   */
  List<Option<?>> options();

  /**
   * Returns the configured cache. Also called if no store will be opened.
   *
   * @param settings the options of the layer
   * @return the way to join it; empty if none is configured
   * @throws ConfigurationException if a setting cannot work; see {@link Settings#wrong}
   */
  Optional<SharedCache.Access> access(Settings settings);
}
