package dev.coffer.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.io.ProtocolResolver;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;

/** Resolves {@code coffer:NAME/path}. */
final class FileStoreProtocol implements ProtocolResolver {
  private final ListableBeanFactory beans;

  FileStoreProtocol(ListableBeanFactory beans) {
    this.beans = beans;
  }

  @Override
  public @Nullable Resource resolve(String location, ResourceLoader loader) {
    return resolve(location);
  }

  @Nullable FileStoreResource resolve(String location) {
    if (!location.startsWith(ResourceStore.SCHEME)) {
      return null;
    }
    String rest = location.substring(ResourceStore.SCHEME.length());
    int slash = rest.indexOf('/');
    String name = slash < 0 ? rest : rest.substring(0, slash);
    String path = slash < 0 ? "" : rest.substring(slash + 1);
    return new FileStoreResource(ResourceStore.to(name, beans), path, null);
  }
}
