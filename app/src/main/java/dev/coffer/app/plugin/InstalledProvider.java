package dev.coffer.app.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A provider that works.
 *
 * @param kind what it adds
 * @param name the type of a store, the name of a layer, the first option of others
 * @param schemes the schemes of a store's URIs, else empty
 * @param className its class
 */
public record InstalledProvider(
    ProviderKind kind, String name, Set<String> schemes, String className) {
  /** A provider of others may return null in spite of its interface. */
  public InstalledProvider {
    Objects.requireNonNull(name);
    Objects.requireNonNull(schemes);
  }

  static InstalledProvider of(ProviderKind kind, String name, String className) {
    return new InstalledProvider(kind, name, Set.of(), className);
  }

  /** Returns what no two providers may share, in words. */
  List<String> claims() {
    return switch (kind) {
      case STORE -> namesOfStore();
      case LAYER -> List.of("the layer '" + name + "'");
      case LISTENER, RECEIVER -> List.of("the class " + className);
    };
  }

  private List<String> namesOfStore() {
    List<String> names = new ArrayList<>(List.of("the type '" + name + "'"));
    schemes.stream().sorted().forEach(scheme -> names.add("the scheme '" + scheme + "'"));
    return names;
  }
}
