package dev.coffer.micrometer;

import dev.coffer.FileStore;
import dev.coffer.config.OperationListenerProvider;
import dev.coffer.config.Option;
import dev.coffer.config.Settings;
import dev.coffer.observe.OperationListener;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Provides the Micrometer listener that a configuration enables. */
public final class MicrometerProvider implements OperationListenerProvider {
  private static final Option<Boolean> MICROMETER =
      Option.flag(
              "micrometer", "Whether operations are reported to Micrometer: metrics and traces.")
          .orElse("off");
  private static final Option<String> STORE =
      Option.text(
          "micrometer.store",
          "The tag `store` of meters and spans, instead of the kind of the store and its bucket.");

  /** Creates the provider; called by the service loader. */
  public MicrometerProvider() {}

  @Override
  public List<Option<?>> options() {
    return List.of(MICROMETER, STORE);
  }

  @Override
  public Optional<Function<FileStore, OperationListener>> listener(Settings settings) {
    if (!settings.get(MICROMETER)) {
      return Optional.empty();
    }
    MicrometerListener listener = MicrometerListener.configured();
    MicrometerListener named = settings.find(STORE).map(listener::name).orElse(listener);
    return Optional.of(store -> named);
  }
}
