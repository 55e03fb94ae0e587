package dev.coffer.app.stacks;

import dev.coffer.ConfigurationException;
import dev.coffer.FileStore;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A back end and the options of the layers around it.
 *
 * @param text what the reports call it
 * @param backEnd stands inside
 * @param options switch the layers on
 */
record Stack(String text, BackEnd backEnd, Map<String, String> options) {
  private static final Map<String, String> NOTHING = Map.of("observe", "off");

  /** What a configuration without any option has. */
  static Stack usual(BackEnd backEnd) {
    return new Stack("the default stack over " + backEnd, backEnd, Map.of());
  }

  /** One layer alone. */
  static Stack of(FoundLayer layer, Map<String, String> way, BackEnd backEnd) {
    Map<String, String> options = new LinkedHashMap<>(NOTHING);
    if (layer.name().equals("observed")) {
      options.clear();
    }
    options.putAll(way);
    return new Stack(layer.name() + way.keySet() + " over " + backEnd, backEnd, options);
  }

  /** Every layer, with every option. */
  static Stack whole(BackEnd backEnd) {
    Map<String, String> options = new LinkedHashMap<>();
    FoundLayer.all().forEach(layer -> options.putAll(layer.everything()));
    options.put("observe", "on");
    return new Stack("every option over " + backEnd, backEnd, options);
  }

  /** Some layers in some way and some order, all from the seed. */
  static Stack random(long seed) {
    Random random = new Random(seed);
    BackEnd backEnd = random.nextInt(4) == 0 ? BackEnd.LOCAL : BackEnd.MEMORY;
    Map<String, String> options = new LinkedHashMap<>(NOTHING);
    List<String> on = new ArrayList<>();
    for (FoundLayer layer : FoundLayer.all()) {
      int way = random.nextInt(layer.ways().size() + 1) - 1;
      if (way >= 0) {
        on.add(layer.name());
        options.putAll(layer.ways().get(way));
        if (layer.name().equals("observed")) {
          options.put("observe", "on");
        }
      }
    }
    Stack stack = new Stack("seed " + seed, backEnd, options);
    Collections.shuffle(on, random);
    Map<String, String> ordered = new LinkedHashMap<>(options);
    ordered.put("layers", String.join(",", on));
    Stack shuffled = new Stack("seed " + seed, backEnd, ordered);
    return !on.isEmpty() && shuffled.works() ? shuffled : stack;
  }

  /** An order that a layer refuses is none that anybody has. */
  private boolean works() {
    try {
      return !FileStores.assembly(config("memory:none", "none", Path.of("none")))
          .layers()
          .isEmpty();
    } catch (ConfigurationException e) {
      return false;
    }
  }

  private static String filled(String value, String name, Path directory) {
    return value.replace("{name}", name).replace("{dir}", directory.toString());
  }

  /** The URI of an empty store. */
  String newUri(String name, Path directory) {
    return filled(backEnd.newUri(), name, directory);
  }

  FileStoreConfig config(String uri, String name, Path directory) {
    FileStoreConfig.Builder config =
        FileStoreConfig.builder().uri(uri).environment(backEnd.environment());
    options.forEach((key, value) -> config.option(key, filled(value, name, directory)));
    return config.build();
  }

  FileStore open(String uri, String name, Path directory) {
    return FileStores.open(config(uri, name, directory));
  }

  /** How many bytes a directory above the store's root takes from each path. */
  int bytesOfScope() {
    String scope = options.getOrDefault("scope", "");
    return scope.isEmpty() ? 0 : scope.length() + 1;
  }

  @Override
  public String toString() {
    return text + " " + options;
  }
}
