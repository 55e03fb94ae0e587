package dev.coffer.config;

import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.Layer;
import dev.coffer.ScopedFileStore;
import dev.coffer.observe.FileStoreMetrics;
import dev.coffer.spi.Metrics;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes a directory of the store its root. */
final class ScopedProvider implements LayerProvider {
  static final Option<String> SCOPE =
      Option.text(
          "scope", "A directory of the store that becomes its root: nothing outside can be named.");

  @Override
  public String name() {
    return "scoped";
  }

  @Override
  public Position position() {
    return Position.SCOPED;
  }

  @Override
  public List<Option<?>> options() {
    return List.of(SCOPE);
  }

  @Override
  public Optional<Layer> layer(Settings settings) {
    return settings
        .find(SCOPE)
        .map(directory -> parse(directory, settings))
        .map(
            directory ->
                next ->
                    ScopedFileStore.owning(
                        next, directory, Set.of(FileStoreMetrics.class, Metrics.class)));
  }

  private static FilePath parse(String directory, Settings settings) {
    try {
      return FilePath.of(directory);
    } catch (FileStoreException e) {
      throw settings.wrong("scope is no directory of a store: " + e.getMessage());
    }
  }
}
