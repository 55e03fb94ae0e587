package dev.coffer.config;

import dev.coffer.Layer;

/** A layer that a configuration enables, with its settings. */
public final class ConfiguredLayer {
  private final LayerProvider provider;
  private final Settings settings;
  private final Layer layer;

  ConfiguredLayer(LayerProvider provider, Settings settings, Layer layer) {
    this.provider = provider;
    this.settings = settings;
    this.layer = layer;
  }

  LayerProvider provider() {
    return provider;
  }

  Layer layer() {
    return layer;
  }

  /**
   * Returns the name of the layer.
   *
   * @return the name that its provider declares
   */
  public String name() {
    return provider.name();
  }

  /**
   * Returns the settings of the layer.
   *
   * @return its own options alone
   */
  public Settings settings() {
    return settings;
  }

  @Override
  public String toString() {
    return name();
  }
}
