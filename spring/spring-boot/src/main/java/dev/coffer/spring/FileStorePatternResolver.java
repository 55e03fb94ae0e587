package dev.coffer.spring;

import dev.coffer.FileInfo;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.ListOptions;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Finds the files of a store that match a pattern, {@code coffer:NAME/**}{@code /*.json}; all other
 * patterns as Spring does.
 */
final class FileStorePatternResolver extends PathMatchingResourcePatternResolver {
  private final ListableBeanFactory beans;
  private final FileStoreProtocol protocol;

  FileStorePatternResolver(ResourceLoader others, ListableBeanFactory beans) {
    super(others);
    this.beans = beans;
    this.protocol = new FileStoreProtocol(beans);
  }

  @Override
  public Resource getResource(String location) {
    Resource resource = protocol.resolve(location);
    return resource == null ? super.getResource(location) : resource;
  }

  @Override
  public Resource[] getResources(String pattern) throws IOException {
    if (!pattern.startsWith(ResourceStore.SCHEME)) {
      return super.getResources(pattern);
    }
    String rest = pattern.substring(ResourceStore.SCHEME.length());
    return getPathMatcher().isPattern(rest)
        ? matching(rest)
        : new Resource[] {getResource(pattern)};
  }

  private Resource[] matching(String location) throws IOException {
    int slash = location.indexOf('/');
    String name = slash < 0 ? location : location.substring(0, slash);
    if (getPathMatcher().isPattern(name)) {
      throw new IOException(
          ResourceStore.SCHEME + location + ": the name of the store cannot be a pattern");
    }
    ResourceStore store = ResourceStore.to(name, beans);
    String pattern = normalised(location.substring(slash + 1));
    try (Stream<FileInfo> files = candidates(store.get(), pattern)) {
      return files
          .map(file -> file.path().toString())
          .filter(path -> getPathMatcher().match(pattern, path))
          .map(path -> new FileStoreResource(store, path, null))
          .toArray(Resource[]::new);
    } catch (FileStoreException e) {
      throw ResourceErrors.of(ResourceStore.SCHEME + location, e);
    }
  }

  /** As a path is, so that a pattern finds what the same location without wildcards does. */
  private static String normalised(String pattern) {
    String end = pattern.endsWith("/") ? "/" : "";
    return Stream.of(pattern.split("/"))
        .filter(each -> !each.isEmpty() && !each.equals("."))
        .collect(Collectors.joining("/", "", end));
  }

  /** Lists no more than what can match: below the last directory that is no pattern. */
  private Stream<FileInfo> candidates(FileStore store, String pattern) {
    String directory = directory(pattern);
    String below = pattern.substring(directory.length());
    return below.contains("/") || below.contains("**")
        ? store.walk(directory)
        : store
            .entries(directory, ListOptions.DEFAULTS)
            .filter(FileInfo.class::isInstance)
            .map(FileInfo.class::cast);
  }

  private String directory(String pattern) {
    String directory = pattern;
    while (getPathMatcher().isPattern(directory)) {
      int slash = directory.lastIndexOf('/', directory.length() - 2);
      directory = directory.substring(0, slash + 1);
    }
    return directory;
  }
}
