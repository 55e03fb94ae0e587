package dev.coffer.compression;

import dev.coffer.Layer;
import dev.coffer.config.LayerProvider;
import dev.coffer.config.Option;
import dev.coffer.config.Position;
import dev.coffer.config.Settings;
import java.util.List;
import java.util.Optional;

/** Provides a layer that stores files compressed. */
public final class CompressionProvider implements LayerProvider {
  private static final Option<CompressionFormat> COMPRESSION =
      Option.choice(
          "compression",
          CompressionFormat.class,
          "The format in which files are stored; what does not shrink is stored as it is.");
  private static final Option<Long> MIN_SIZE =
      Option.size("compression.min-size", "The smallest file that is compressed; at most 1MiB.")
          .orElse("4KiB");
  private static final Option<Integer> LEVEL =
      Option.integer(
          "compression.level",
          "A higher level takes more time and stores fewer bytes: 1 to 22 for zstd, of which 3 is"
              + " the default, 1 to 9 for gzip, of which 6 is.");

  /** Creates the provider; called by the service loader. */
  public CompressionProvider() {}

  @Override
  public String name() {
    return "compression";
  }

  @Override
  public Position position() {
    return Position.COMPRESSION;
  }

  @Override
  public List<Option<?>> options() {
    return List.of(COMPRESSION, MIN_SIZE, LEVEL);
  }

  @Override
  public Optional<Layer> layer(Settings settings) {
    Optional<CompressionFormat> format = settings.find(COMPRESSION);
    if (format.isEmpty()) {
      refuseIdle(settings);
      return Optional.empty();
    }
    CompressionOptions options = options(format.get(), settings);
    return Optional.of(next -> new CompressingFileStore(next, options));
  }

  private static CompressionOptions options(CompressionFormat format, Settings settings) {
    CompressionOptions usual =
        format == CompressionFormat.ZSTD ? CompressionOptions.ZSTD : CompressionOptions.GZIP;
    try {
      return usual
          .minSize(settings.get(MIN_SIZE))
          .level(settings.find(LEVEL).orElse(usual.level()));
    } catch (IllegalArgumentException e) {
      throw settings.wrong(COMPRESSION + ": " + e.getMessage());
    }
  }

  private static void refuseIdle(Settings settings) {
    for (Option<?> option : List.<Option<?>>of(MIN_SIZE, LEVEL)) {
      settings
          .setting(option)
          .filter(given -> !given.isDefault())
          .ifPresent(
              idle -> {
                throw settings.wrong(idle + " has no effect without " + COMPRESSION);
              });
    }
  }
}
