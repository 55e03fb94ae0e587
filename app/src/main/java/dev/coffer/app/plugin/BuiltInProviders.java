package dev.coffer.app.plugin;

import dev.coffer.config.InstalledProviders;
import java.util.ArrayList;
import java.util.List;

/** The providers of the command line itself. */
final class BuiltInProviders {
  private BuiltInProviders() {}

  /** Returns those that the context class loader of this thread finds. */
  static List<InstalledProvider> find() {
    List<InstalledProvider> found = new ArrayList<>();
    InstalledProviders.backEnds().forEach(each -> add(found, ProviderKind.STORE, each));
    InstalledProviders.layers().forEach(each -> add(found, ProviderKind.LAYER, each));
    InstalledProviders.listeners().forEach(each -> add(found, ProviderKind.LISTENER, each));
    return found;
  }

  private static void add(List<InstalledProvider> found, ProviderKind kind, Object provider) {
    found.add(ProviderKind.describe(kind, provider));
  }
}
