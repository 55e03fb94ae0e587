package dev.coffer.app.plugin;

import dev.coffer.config.InstalledProviders;
import dev.coffer.delivery.ReceiverProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** The providers of the command line itself. */
final class BuiltInProviders {
  private BuiltInProviders() {}

  /** Returns those that the context class loader of this thread finds. */
  static List<InstalledProvider> find() {
    List<InstalledProvider> found = new ArrayList<>();
    InstalledProviders.backEnds().forEach(each -> add(found, ProviderKind.STORE, each));
    InstalledProviders.layers().forEach(each -> add(found, ProviderKind.LAYER, each));
    InstalledProviders.listeners().forEach(each -> add(found, ProviderKind.LISTENER, each));
    ServiceLoader.load(ReceiverProvider.class)
        .forEach(each -> add(found, ProviderKind.RECEIVER, each));
    return found;
  }

  private static void add(List<InstalledProvider> found, ProviderKind kind, Object provider) {
    found.add(ProviderKind.describe(kind, provider));
  }
}
