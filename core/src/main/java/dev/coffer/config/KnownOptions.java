package dev.coffer.config;

import dev.coffer.ConfigurationException;
import java.util.List;
import java.util.stream.Stream;

/**
 * The options that a store may have in this process, for programs that show or complete them, such
 * as the integration into a framework.
 */
public final class KnownOptions {
  private KnownOptions() {}

  /**
   * Returns the options of all back ends and layers that are built in or on the class path.
   *
   * @return the options of every store, of the back ends, of the layers; several back ends may have
   *     options of one name
   * @throws ConfigurationException if a back end or a layer cannot be loaded
   */
  public static List<Option<?>> all() {
    return Stream.of(
            StoreOptions.ALL.stream(),
            ServiceRegistry.backEnds().all().stream().flatMap(each -> each.options().stream()),
            ServiceRegistry.layers().all().stream().flatMap(each -> each.options().stream()))
        .<Option<?>>flatMap(options -> options)
        .toList();
  }
}
