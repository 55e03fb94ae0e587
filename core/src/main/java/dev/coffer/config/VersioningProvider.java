package dev.coffer.config;

import dev.coffer.Layer;
import dev.coffer.versioning.ExclusivePruneFileStore;
import dev.coffer.versioning.NativeVersioningFileStore;
import dev.coffer.versioning.PruningFileStore;
import dev.coffer.versioning.Retention;
import dev.coffer.versioning.ThinningStep;
import dev.coffer.versioning.VersioningConditions;
import dev.coffer.versioning.VersioningFileStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Keeps what a change replaces. */
final class VersioningProvider implements LayerProvider {
  private static final Option<Boolean> VERSIONING =
      Option.flag(
          "versioning",
          "Whether what a change replaces or deletes is kept as a version, in the store itself.");
  private static final String LAYER = "layer";
  private static final String BEST_EFFORT = "best-effort";
  private static final Option<String> MODE =
      Option.choice(
          "versioning.mode",
          "Who keeps versions: `native` the bucket, which must have its versioning switched on;"
              + " `layer` Coffer, in files beside those of users. By default the bucket if it"
              + " keeps versions and Coffer has kept none there, else Coffer.",
          "native",
          LAYER);
  private static final Option<String> CONDITIONS =
      Option.choice(
          "versioning.conditions",
          "What becomes of a write where a server ignores conditions and Coffer keeps the versions:"
              + " `required` refuses it; `best-effort` makes it, and what another writes at the"
              + " same moment may be lost. By default `required`.",
          "required",
          BEST_EFFORT);
  private static final Option<Integer> KEEP =
      Option.integer(
          "versioning.keep",
          "How many versions of a path a prune leaves at least; alone, also how many at most.");
  private static final Option<Duration> MAX_AGE =
      Option.duration(
          "versioning.max-age",
          "A prune removes versions that were replaced or deleted longer ago than this; beside"
              + " versioning.thin it is the age of a step without one.");
  private static final Option<String> THIN =
      Option.text(
          "versioning.thin",
          "How close to each other a prune leaves versions, by their age: 1m/1h,1h/1d,1d/30d"
              + " leaves one a minute for an hour, one an hour for a day, one a day for 30 days. A"
              + " last step without an age holds for ever, or for versioning.max-age.");
  private static final Option<Duration> PRUNE_EVERY =
      Option.duration(
          "versioning.prune-every",
          "How often this process prunes, in the background, with a line of the log for each"
              + " version that it removed; without it, a prune is a command or a call.");

  @Override
  public String name() {
    return "versioning";
  }

  @Override
  public Position position() {
    return Position.VERSIONING;
  }

  @Override
  public List<Option<?>> options() {
    return List.of(VERSIONING, MODE, CONDITIONS, KEEP, MAX_AGE, THIN, PRUNE_EVERY);
  }

  @Override
  public Optional<Layer> layer(Settings settings) {
    if (!settings.find(VERSIONING).orElse(false)) {
      refuseIdle(settings);
      return Optional.empty();
    }
    Retention retention = retention(settings);
    Layer layer =
        settings
            .find(MODE)
            .map(mode -> layer(mode, retention, settings))
            .orElseGet(() -> chosen(retention, conditions(settings)));
    Layer exclusive =
        settings.isLeased() ? next -> new ExclusivePruneFileStore(layer.wrap(next)) : layer;
    return Optional.of(pruned(exclusive, retention, settings));
  }

  private static VersioningConditions conditions(Settings settings) {
    return settings.find(CONDITIONS).filter(BEST_EFFORT::equals).isPresent()
        ? VersioningConditions.BEST_EFFORT
        : VersioningConditions.REQUIRED;
  }

  private static Layer chosen(Retention retention, VersioningConditions conditions) {
    return next -> NativeVersioningFileStore.ifEnabled(next, retention, conditions);
  }

  private static Layer layer(String mode, Retention retention, Settings settings) {
    if (mode.equals(LAYER)) {
      return next -> new VersioningFileStore(next, retention, conditions(settings));
    }
    return next ->
        NativeVersioningFileStore.of(next, retention)
            .orElseThrow(
                () ->
                    settings.wrong(
                        MODE,
                        "this store cannot keep versions by itself: set "
                            + MODE
                            + "="
                            + LAYER
                            + ", or omit it"));
  }

  /** Adds the schedule around the layer that has the versions. */
  private static Layer pruned(Layer layer, Retention retention, Settings settings) {
    Optional<Duration> period = settings.find(PRUNE_EVERY);
    if (period.isEmpty()) {
      return layer;
    }
    if (period.get().compareTo(Duration.ofMinutes(1)) < 0) {
      throw settings.wrong(PRUNE_EVERY + " is " + period.get() + "; it must be at least a minute");
    }
    if (retention.equals(Retention.ALL)) {
      throw settings.wrong(
          PRUNE_EVERY + " has no effect without " + KEEP + ", " + MAX_AGE + " or " + THIN);
    }
    return next -> new PruningFileStore(layer.wrap(next), period.get());
  }

  private static void refuseIdle(Settings settings) {
    for (Option<?> option :
        List.<Option<?>>of(MODE, CONDITIONS, KEEP, MAX_AGE, THIN, PRUNE_EVERY)) {
      settings
          .setting(option)
          .ifPresent(
              idle -> {
                throw settings.wrong(idle + " has no effect without " + VERSIONING + "=on");
              });
    }
  }

  private static Retention retention(Settings settings) {
    Optional<Integer> keep = settings.find(KEEP);
    if (keep.filter(count -> count < 1).isPresent()) {
      throw settings.wrong(KEEP + " is 0; it must be at least 1, or be omitted");
    }
    return new Retention(
        keep.map(OptionalInt::of).orElseGet(OptionalInt::empty),
        settings.find(MAX_AGE),
        settings.find(THIN).map(text -> steps(text, settings)).orElse(List.of()));
  }

  private static List<ThinningStep> steps(String text, Settings settings) {
    List<ThinningStep> steps = new ArrayList<>();
    for (String step : text.split(",", -1)) {
      try {
        steps.add(step(step));
      } catch (IllegalArgumentException e) {
        throw settings.wrong(
            THIN + " has the step '" + step + "', which must be like 1h/1d: " + e.getMessage());
      }
    }
    return steps;
  }

  private static ThinningStep step(String text) {
    int slash = text.indexOf('/');
    Duration interval = ValueParser.duration(slash < 0 ? text : text.substring(0, slash));
    return new ThinningStep(
        interval,
        slash < 0
            ? Optional.empty()
            : Optional.of(ValueParser.duration(text.substring(slash + 1))));
  }
}
