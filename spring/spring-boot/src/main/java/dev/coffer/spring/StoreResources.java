package dev.coffer.spring;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** Makes the files of stores resources of an application. */
final class StoreResources {
  private StoreResources() {}

  static void install(ConfigurableApplicationContext context) {
    ListableBeanFactory beans = context.getBeanFactory();
    context.addProtocolResolver(new FileStoreProtocol(beans));
    if (context instanceof GenericApplicationContext generic) {
      // A context resolves patterns itself, but for files and jars alone, unless it is given this.
      generic.setResourceLoader(new FileStorePatternResolver(new ContextLocations(generic), beans));
    }
  }
}
