package dev.coffer.app.plugin;

import dev.coffer.config.FileStoreProvider;
import dev.coffer.config.LayerProvider;
import dev.coffer.config.OperationListenerProvider;
import java.util.Locale;

/** What a provider adds. */
public enum ProviderKind {
  /** A back end. */
  STORE("dev.coffer.config.FileStoreProvider"),
  /** A layer around a store. */
  LAYER("dev.coffer.config.LayerProvider"),
  /** A listener for the operations of a store. */
  LISTENER("dev.coffer.config.OperationListenerProvider"),
  /** A receiver of a store's events. */
  RECEIVER("dev.coffer.delivery.ReceiverProvider");

  private final String service;

  ProviderKind(String service) {
    this.service = service;
  }

  /** Returns the name of the interface that a provider of this kind implements. */
  String service() {
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
    if (provider instanceof OperationListenerProvider listener) {
      return InstalledProvider.of(kind, listener.options().get(0).name(), name);
    }
    return InstalledProvider.of(kind, provider.getClass().getSimpleName(), name);
  }

  /** Returns the word that users read. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
