package com.example.counting;

import dev.coffer.Layer;
import dev.coffer.config.LayerProvider;
import dev.coffer.config.Option;
import dev.coffer.config.Position;
import dev.coffer.config.Settings;
import java.util.List;
import java.util.Optional;

/** The option {@code count} puts a {@link CountingFileStore} around the store. */
public final class CountingProvider implements LayerProvider {
  private static final Option<Boolean> COUNT =
      Option.flag("count", "Whether what is read is counted.").orElse("false");

  /** Creates the provider; called by the service loader. */
  public CountingProvider() {}

  @Override
  public String name() {
    return "counting";
  }

  @Override
  public Position position() {
    return Position.OBSERVED;
  }

  @Override
  public List<Option<?>> options() {
    return List.of(COUNT);
  }

  @Override
  public Optional<Layer> layer(Settings settings) {
    return settings.get(COUNT) ? Optional.of(CountingFileStore::new) : Optional.empty();
  }
}
