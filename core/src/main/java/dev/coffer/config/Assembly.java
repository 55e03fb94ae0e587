package dev.coffer.config;

import java.util.List;

/** What a configuration comes to: a back end and the layers around it. Nothing is opened yet. */
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
   * What the back end is opened with.
   *
   * @return its own options alone
   */
  public Settings settings() {
    return settings;
  }

  /**
   * The layers around it.
   *
   * @return outermost first: the way of a call
   */
  public List<ConfiguredLayer> layers() {
    return layers;
  }

  /**
   * The same without a layer, for who must not be seen by it.
   *
   * @param layer its name; may be one that is not there
   * @return another assembly, for {@link FileStores#open(Assembly)}
   */
  public Assembly without(String layer) {
    return new Assembly(
        backEnd, settings, layers.stream().filter(each -> !each.name().equals(layer)).toList());
  }

  /** The way of a call: {@code observed → cache → s3}. */
  @Override
  public String toString() {
    StringBuilder way = new StringBuilder();
    layers.forEach(layer -> way.append(layer).append(" → "));
    return way + settings.type();
  }
}
