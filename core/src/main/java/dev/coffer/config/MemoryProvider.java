package dev.coffer.config;

import dev.coffer.FileStore;
import dev.coffer.memory.InMemoryFileStore;
import java.util.List;
import java.util.Set;

/** {@code memory:} is a new store each time, {@code memory:name} one of the process. */
final class MemoryProvider implements FileStoreProvider {
  static final Option<Long> MAX_SIZE =
      Option.size(
          "max-size", "The most bytes that all files may have together; without it, no limit.");

  @Override
  public String type() {
    return "memory";
  }

  @Override
  public Set<String> schemes() {
    return Set.of("memory");
  }

  @Override
  public List<Option<?>> options() {
    return List.of(MAX_SIZE);
  }

  @Override
  public FileStore open(Settings settings) {
    long maxSize = settings.find(MAX_SIZE).orElse(Long.MAX_VALUE);
    return settings
        .path()
        .map(name -> InMemoryFileStore.shared(name, maxSize))
        .orElseGet(() -> new InMemoryFileStore(maxSize));
  }
}
