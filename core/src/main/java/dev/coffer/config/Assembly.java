package dev.coffer.config;

import java.util.List;

/**
 * The result of resolving a configuration: a back end and the layers around it. Nothing is opened
 * yet.
 */
public final class Assembly {
  private final FileStoreProvider backEnd;
  private final Settings settings;
  private final List<ConfiguredLayer> layers;

  Assembly(FileStoreProvider backEnd, Settings settings, List<ConfiguredLayer> layers) {
    this.backEnd = backEnd;
    this.settings = settings;
    this.layers = List.copyOf(layers);
  }

  FileStoreProvider backEnd() {
    return backEnd;
  }

  /**
   * Returns the settings of the back end.
   *
   * @return its own options alone
   */
  public Settings settings() {
    return settings;
  }

  /**
   * Returns the layers around the back end.
   *
   * @return outermost first, the order in which a call passes them
   */
  public List<ConfiguredLayer> layers() {
    return layers;
  }

  /**
   * Returns a copy without a layer, for a caller that the layer must not see.
   *
   * @param layer the name of the layer, which need not be present
   * @return another assembly, for {@link FileStores#open(Assembly)}
   */
  public Assembly without(String layer) {
    return new Assembly(
        backEnd, settings, layers.stream().filter(each -> !each.name().equals(layer)).toList());
  }

  /** Returns the path of a call: {@code observed → cache → s3}. */
  @Override
  public String toString() {
    StringBuilder way = new StringBuilder();
    layers.forEach(layer -> way.append(layer).append(" → "));
    return way + settings.type();
  }
}
