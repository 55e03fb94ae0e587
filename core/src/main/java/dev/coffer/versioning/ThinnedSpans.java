package dev.coffer.versioning;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The spans of time of which one version stays, as the versions of a path come by, newest first.
 * Spans begin at fixed times, so that the same versions stay whenever a prune runs.
 */
final class ThinnedSpans {
  /** A span of a step. */
  private record Span(ThinningStep step, long number) {}

  private final List<ThinningStep> steps;
  private final Optional<Duration> end;
  private final Instant now;
  private final Set<Span> taken = new HashSet<>();

  /**
   * Creates the spans.
   *
   * @param end the age at which a step without one ends; empty if it holds for ever
   */
  ThinnedSpans(List<ThinningStep> steps, Optional<Duration> end, Instant now) {
    this.steps = steps;
    this.end = end;
    this.now = now;
  }

  /**
   * Returns why a version need not stay; empty if it is the newest of its span.
   *
   * @param time when it was written, which tells its span: it is the same whatever else was pruned
   * @param ended when it was replaced or deleted, which tells its age
   */
  Optional<String> refusal(Instant time, Instant ended) {
    Duration age = Duration.between(ended, now);
    for (ThinningStep step : steps) {
      if (step.until().or(() -> end).filter(until -> age.compareTo(until) > 0).isEmpty()) {
        long number = Math.floorDiv(time.getEpochSecond(), step.interval().toSeconds());
        return taken.add(new Span(step, number))
            ? Optional.empty()
            : Optional.of("a newer version stays of these " + step.interval());
      }
    }
    return Optional.of("older than all steps of thinning");
  }
}
