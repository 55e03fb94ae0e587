package dev.coffer.versioning;

import java.time.Duration;
import java.util.Optional;

/**
 * A step of thinning: one version stays in each interval, up to an age.
 *
 * @param interval the time in which the newest version stays
 * @param until the age up to which the step holds; empty for ever
 */
public record ThinningStep(Duration interval, Optional<Duration> until) {
  /**
   * Creates a step.
   *
   * @param interval the time in which the newest version stays
   * @param until the age up to which the step holds
   * @throws IllegalArgumentException if a duration is not at least a second
   */
  public ThinningStep {
    if (interval.toSeconds() < 1 || until.filter(age -> age.toSeconds() < 1).isPresent()) {
      throw new IllegalArgumentException("a step of thinning is at least a second long");
    }
  }
}
