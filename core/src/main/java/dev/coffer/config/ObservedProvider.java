package dev.coffer.config;

import dev.coffer.FileStore;
import dev.coffer.Layer;
import dev.coffer.observe.ObserveOptions;
import dev.coffer.observe.ObservedFileStore;
import dev.coffer.observe.OperationListener;
import dev.coffer.text.Suggestions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Provides the layer that reports the operations of a store. */
final class ObservedProvider implements LayerProvider {
  private static final Option<Boolean> OBSERVE =
      Option.flag("observe", "Whether operations are logged and counted.").orElse("on");
  private static final Option<Duration> SLOW =
      Option.duration("observe.slow", "From when on an operation is slow and logged at INFO.")
          .orElse("1s");
  private static final Option<String> EXPECTED =
      Option.text(
              "observe.expected",
              "Kinds of errors, separated by commas, that are answers and no failures: `not-found`,"
                  + " `conflict`. They are logged at DEBUG in place of WARN.")
          .orElse("not-modified");
  private final ServiceRegistry<OperationListenerProvider> listeners = ServiceRegistry.listeners();

  @Override
  public String name() {
    return "observed";
  }

  @Override
  public Position position() {
    return Position.OBSERVED;
  }

  @Override
  public List<Option<?>> options() {
    List<Option<?>> options = new ArrayList<>(List.of(OBSERVE, SLOW, EXPECTED));
    for (OperationListenerProvider provider : listeners.all()) {
      options.addAll(provider.options());
    }
    return options;
  }

  @Override
  public Optional<Layer> layer(Settings settings) {
    if (!settings.get(OBSERVE)) {
      listeners.all().forEach(provider -> refuseUnobserved(provider, settings));
      return Optional.empty();
    }
    ObserveOptions options = options(settings);
    List<Function<FileStore, OperationListener>> enabled = new ArrayList<>();
    for (OperationListenerProvider provider : listeners.all()) {
      provider.listener(settings).ifPresent(enabled::add);
    }
    return Optional.of(next -> observed(next, options, enabled));
  }

  private static ObserveOptions options(Settings settings) {
    ObserveOptions options = ObserveOptions.DEFAULTS.slow(settings.get(SLOW));
    boolean isUsual = settings.setting(EXPECTED).orElseThrow().isDefault();
    return isUsual ? options : options.expected(expected(settings));
  }

  private static void refuseUnobserved(OperationListenerProvider provider, Settings settings) {
    if (provider.listener(settings).isPresent()) {
      throw settings.wrong(
          provider.options().get(0).name() + " needs what observe=off switches off");
    }
  }

  private static ObservedFileStore observed(
      FileStore next,
      ObserveOptions options,
      List<Function<FileStore, OperationListener>> enabled) {
    if (enabled.isEmpty()) {
      return new ObservedFileStore(next, options);
    }
    List<OperationListener> opened = new ArrayList<>();
    try {
      enabled.forEach(listener -> opened.add(listener.apply(next)));
      ObserveOptions observed = options;
      for (OperationListener listener : innermostLast(opened)) {
        observed = observed.listener(listener);
      }
      return new ObservedFileStore(next, observed);
    } catch (RuntimeException | Error e) {
      opened.forEach(OperationListener::close);
      throw e;
    }
  }

  /**
   * A listener that must see all comes last: the others then see an operation that it caused to
   * fail.
   */
  private static List<OperationListener> innermostLast(List<OperationListener> listeners) {
    return listeners.stream().sorted(Comparator.comparing(OperationListener::needsAll)).toList();
  }

  private static Set<String> expected(Settings settings) {
    List<String> words = ValueParser.words(settings.get(EXPECTED));
    for (String word : words) {
      if (!ObserveOptions.kinds().contains(word)) {
        throw settings.wrong(
            "observe.expected has "
                + ConfigurationErrors.quoted(word)
                + ", which is no kind of error"
                + Suggestions.hint(word, ObserveOptions.kinds()));
      }
    }
    return Set.copyOf(words);
  }
}
