package dev.coffer.config;

import dev.coffer.Layer;

/** A layer that a configuration switches on, with the settings that it is made with. */
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
   * Its name.
   *
   * @return as its provider gives it
   */
  public String name() {
    return provider.name();
  }

  /**
   * What it is made with.
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
