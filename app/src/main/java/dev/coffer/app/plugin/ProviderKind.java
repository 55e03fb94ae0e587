package dev.coffer.app.plugin;

import dev.coffer.config.FileStoreProvider;
import dev.coffer.config.LayerProvider;
import dev.coffer.config.OperationListenerProvider;
import dev.coffer.config.Option;
import dev.coffer.delivery.ReceiverProvider;
import java.util.List;
import java.util.Locale;

/** What a provider adds. */
public enum ProviderKind {
  /** A back end. */
  STORE(FileStoreProvider.class),
  /** A layer around a store. */
  LAYER(LayerProvider.class),
  /** A listener for the operations of a store. */
  LISTENER(OperationListenerProvider.class),
  /** A receiver of a store's events. */
  RECEIVER(ReceiverProvider.class);

  private final Class<?> service;

  ProviderKind(Class<?> service) {
    this.service = service;
  }

  /** Returns the interface that a provider of this kind implements. */
  Class<?> service() {
    return service;
  }

  /** Describes a provider, which calls what any use of it would call first. */
  static InstalledProvider describe(ProviderKind kind, Object provider) {
    String name = provider.getClass().getName();
    if (provider instanceof FileStoreProvider store) {
      store.options();
      return new InstalledProvider(kind, store.type(), store.schemes(), name);
    }
    if (provider instanceof LayerProvider layer) {
      layer.options();
      return InstalledProvider.of(kind, layer.name(), name);
    }
    List<Option<?>> options =
        provider instanceof OperationListenerProvider listener
            ? listener.options()
            : ((ReceiverProvider) provider).options();
    return InstalledProvider.of(kind, options.isEmpty() ? "-" : options.get(0).name(), name);
  }

  /** Returns the word that users read. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
