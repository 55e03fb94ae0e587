package dev.coffer.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The result of resolving a configuration: a back end and the layers around it. Nothing is opened
 * yet.
 */
public final class Assembly {
  private final FileStoreProvider backEnd;
  private final Settings settings;
  private final List<ConfiguredLayer> layers;
  private final List<Setting> general;

  Assembly(
      FileStoreProvider backEnd,
      Settings settings,
      List<ConfiguredLayer> layers,
      List<Setting> general) {
    this.backEnd = backEnd;
    this.settings = settings;
    this.layers = List.copyOf(layers);
    this.general = List.copyOf(general);
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
   * Returns the settings that every store has, whatever its back end and its layers are: {@code
   * layers} and {@code state}.
   *
   * @return those that have a value, each with its source
   */
  public List<Setting> general() {
    return general;
  }

  /**
   * Returns where the layers of this store keep files of their own, each in a directory with the
   * layer's name. Nothing is created.
   *
   * @return a directory that need not exist; empty if the store ends with the process and the
   *     option {@code state} is not set
   */
  public Optional<Path> stateDirectory() {
    return settings.statePlace();
  }

  /**
   * Returns a copy without a layer, for a caller that the layer must not see.
   *
   * @param layer the name of the layer, which need not be present
   * @return another assembly, for {@link FileStores#open(Assembly)}
   */
  public Assembly without(String layer) {
    return new Assembly(
        backEnd,
        settings,
        layers.stream().filter(each -> !each.name().equals(layer)).toList(),
        general);
  }

  /** Returns the path of a call: {@code observed → cache → s3}. */
  @Override
  public String toString() {
    StringBuilder way = new StringBuilder();
    layers.forEach(layer -> way.append(layer).append(" → "));
    return way + settings.type();
  }
}
