package dev.coffer.spring;

import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.config.Assembly;
import dev.coffer.config.ConfiguredLayer;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;
import dev.coffer.config.Setting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.ClassUtils;

/** Opens the stores that the application's properties define; the factory of their beans. */
final class ConfiguredStores {
  static final String BEAN = "cofferConfiguredStores";

  /** Set by {@link InMemoryFileStores}: each store is in memory, whatever its properties say. */
  static final String IN_MEMORY = "coffer.stores-in-memory";

  /** What is set up in the whole process for one store, no other may see. */
  private static final ReentrantLock ASSEMBLING = new ReentrantLock();

  private final StoreDefinitions definitions;
  private final ObjectProvider<ImpliedOptions> implied;
  private final EventPublication publication;
  private final boolean inMemory;
  private final @Nullable ClassLoader loader;
  private final Map<String, List<String>> layers = new ConcurrentHashMap<>();
  private final List<FileStore> forTests = new CopyOnWriteArrayList<>();

  ConfiguredStores(
      StoreDefinitions definitions,
      ObjectProvider<ImpliedOptions> implied,
      EventPublication publication,
      boolean inMemory,
      @Nullable ClassLoader loader) {
    this.definitions = definitions;
    this.implied = implied;
    this.publication = publication;
    this.inMemory = inMemory;
    this.loader = loader;
  }

  /** Opens a store; called by Spring, which closes it with the context. */
  FileStore open(String name) {
    if (inMemory) {
      FileStore store = publication.of(name, FileStores.open("memory:"));
      forTests.add(store);
      return store;
    }
    // Back ends are found by the class loader of the thread, which may be any if the store is lazy.
    ClassLoader before = ClassUtils.overrideThreadContextClassLoader(loader);
    try {
      return opened(definitions.get(name));
    } finally {
      if (before != null) {
        Thread.currentThread().setContextClassLoader(before);
      }
    }
  }

  private FileStore opened(StoreDefinition store) {
    try {
      Assembly assembly = assembly(store);
      layers.put(store.name(), assembly.layers().stream().map(ConfiguredLayer::name).toList());
      return publication.of(store.name(), FileStores.open(assembly));
    } catch (FileStoreException e) {
      throw new InvalidStoreException(store.name(), e.getMessage(), store.sources(), e);
    }
  }

  /** Empties the stores that are in memory because a test says so. */
  void clearInMemory() {
    forTests.forEach(FileStore::clear);
  }

  private Assembly assembly(StoreDefinition store) {
    ASSEMBLING.lock();
    try {
      Assembly plain = FileStores.assembly(config(store, Map.of()));
      Map<String, String> more = new HashMap<>();
      implied.orderedStream().forEach(each -> more.putAll(each.of(store.name(), plain)));
      if (more.isEmpty()) {
        return plain;
      }
      plain.layers().forEach(layer -> more.keySet().removeAll(given(layer)));
      // Also if nothing is left: what they are for may be set up only now.
      return FileStores.assembly(config(store, more));
    } finally {
      ASSEMBLING.unlock();
    }
  }

  private static Set<String> given(ConfiguredLayer layer) {
    return layer.settings().all().stream()
        .filter(setting -> !setting.isDefault())
        .map(Setting::name)
        .collect(Collectors.toSet());
  }

  private FileStoreConfig config(StoreDefinition store, Map<String, String> more) {
    FileStoreConfig.Builder config = FileStoreConfig.builder().environment(definitions.variables());
    if (!store.tellsPlace()) {
      SpecifiedVariables.apply(definitions.variables(), store.properties().keySet(), config);
    }
    store.configure(config);
    more.forEach(config::option);
    return config.build();
  }

  /** Returns the names of the layers of a store that was opened here; else nothing is known. */
  List<String> layers(String name) {
    return layers.getOrDefault(name, List.of());
  }
}
