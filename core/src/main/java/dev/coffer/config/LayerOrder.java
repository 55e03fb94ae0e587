package dev.coffer.config;

import dev.coffer.ConfigurationException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Sorts the enabled layers: each at its position, then those named in {@code layers} in the order
 * given there, at the positions that they have together.
 */
final class LayerOrder {
  private static final Comparator<ConfiguredLayer> USUAL =
      Comparator.comparing((ConfiguredLayer layer) -> layer.provider().position())
          .thenComparing(ConfiguredLayer::name);

  private final ServiceRegistry<LayerProvider> known;
  private final List<ConfiguredLayer> order;
  private final String type;

  private LayerOrder(ServiceRegistry<LayerProvider> known, List<ConfiguredLayer> on, String type) {
    this.known = known;
    this.order = new ArrayList<>(on);
    this.type = type;
    order.sort(USUAL);
  }

  /**
   * The layers, outermost first.
   *
   * @param names the value of {@code layers}; empty for the usual order
   */
  static List<ConfiguredLayer> of(
      ServiceRegistry<LayerProvider> known, List<ConfiguredLayer> on, String names, String type) {
    LayerOrder order = new LayerOrder(known, on, type);
    order.rearrange(order.parse(names));
    order.check();
    return order.order;
  }

  private Set<String> parse(String names) {
    Set<String> parsed = new LinkedHashSet<>();
    for (String name : ValueParser.words(names)) {
      if (!parsed.add(name)) {
        throw wrong("layers names '" + name + "' twice");
      }
    }
    return parsed;
  }

  private void rearrange(Set<String> names) {
    List<ConfiguredLayer> named = names.stream().map(this::enabled).toList();
    int next = 0;
    for (int i = 0; i < order.size(); i++) {
      if (names.contains(order.get(i).name())) {
        order.set(i, named.get(next++));
      }
    }
  }

  private ConfiguredLayer enabled(String name) {
    LayerProvider provider = known.require(ServiceRegistry.LAYER, name);
    return order.stream()
        .filter(layer -> layer.name().equals(name))
        .findFirst()
        .orElseThrow(() -> wrong("layers names '" + name + "', which " + isOff(provider)));
  }

  private static String isOff(LayerProvider provider) {
    return "no option switches on: give " + provider.options().get(0);
  }

  private void check() {
    for (int inner = 1; inner < order.size(); inner++) {
      for (ConfiguredLayer outer : order.subList(0, inner)) {
        check(outer, order.get(inner));
      }
    }
  }

  private void check(ConfiguredLayer outer, ConfiguredLayer inner) {
    inner
        .provider()
        .position()
        .outsideOf(outer.provider().position())
        .ifPresent(
            reason -> {
              throw wrong(
                  "the layer '%s' must be outside of '%s': %s"
                      .formatted(inner.name(), outer.name(), reason));
            });
  }

  private ConfigurationException wrong(String hint) {
    return ConfigurationErrors.forStore(type, hint, null);
  }
}
