package dev.coffer.config;

import dev.coffer.ConfigurationException;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * The providers that {@link FileStores} can use: those built in, and those that {@link
 * ServiceLoader} finds with the context class loader of the calling thread. For programs that show
 * what is installed.
 */
public final class InstalledProviders {
  private InstalledProviders() {}

  /**
   * Returns the back ends.
   *
   * @return the providers, the built-in ones first
   * @throws ConfigurationException if one cannot be loaded, or two declare the same type or scheme
   */
  public static List<FileStoreProvider> backEnds() {
    return List.copyOf(ServiceRegistry.backEnds().all());
  }

  /**
   * Returns the layers.
   *
   * @return the providers, the built-in ones first
   * @throws ConfigurationException if one cannot be loaded, or two declare the same name
   */
  public static List<LayerProvider> layers() {
    return List.copyOf(ServiceRegistry.layers().all());
  }

  /**
   * Returns the listeners.
   *
   * @return the providers
   * @throws ConfigurationException if one cannot be loaded
   */
  public static List<OperationListenerProvider> listeners() {
    return List.copyOf(ServiceRegistry.listeners().all());
  }

  /**
   * Returns the options that a store may have in this process, for programs that show or complete
   * them, such as the integration into a framework.
   *
   * @return the options of every store, of the back ends, of the layers; several back ends may have
   *     options of one name
   * @throws ConfigurationException if a back end or a layer cannot be loaded
   */
  public static List<Option<?>> options() {
    return Stream.of(
            StoreOptions.ALL.stream(),
            backEnds().stream().flatMap(each -> each.options().stream()),
            layers().stream().flatMap(each -> each.options().stream()))
        .<Option<?>>flatMap(options -> options)
        .toList();
  }
}
