package dev.coffer.config;

import dev.coffer.Middleware;
import dev.coffer.observe.ObserveOptions;
import dev.coffer.observe.ObservedFileStore;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells what is done with a store. */
final class ObservedProvider implements MiddlewareProvider {
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
    return List.of(OBSERVE, SLOW, EXPECTED);
  }

  @Override
  public Optional<Middleware> layer(Settings settings) {
    if (!settings.get(OBSERVE)) {
      return Optional.empty();
    }
    ObserveOptions options =
        ObserveOptions.DEFAULTS.slow(settings.get(SLOW)).expected(words(settings.get(EXPECTED)));
    return Optional.of(next -> new ObservedFileStore(next, options));
  }

  private static Set<String> words(String list) {
    return Arrays.stream(list.split(","))
        .map(Values::lower)
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }
}
