package dev.coffer.spring;

import dev.coffer.ConfigurationException;
import dev.coffer.ErrorContext;
import dev.coffer.FileStore;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.beans.factory.ListableBeanFactory;

/**
 * A store by its name. It is looked up when a resource is used: a resource may be made before there
 * are beans, and a lazy store is opened by its first use.
 */
record ResourceStore(String name, Supplier<FileStore> lookup) {
  static final String SCHEME = "coffer:";

  static ResourceStore to(FileStore store) {
    return new ResourceStore(store.name(), () -> store);
  }

  static ResourceStore to(String name, ListableBeanFactory beans) {
    return new ResourceStore(name, () -> bean(name, beans));
  }

  private static FileStore bean(String name, ListableBeanFactory beans) {
    if (!beans.containsBean(name) || !beans.isTypeMatch(name, FileStore.class)) {
      List<String> names = List.of(beans.getBeanNamesForType(FileStore.class, true, false));
      throw new ConfigurationException(
          new ErrorContext("open", "", SCHEME + name),
          "no FileStore has this name; there are " + names,
          null);
    }
    return beans.getBean(name, FileStore.class);
  }

  FileStore get() {
    return lookup.get();
  }
}
