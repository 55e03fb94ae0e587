package dev.coffer.versioning;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a prune keeps of the versions of one path. A version is pruned if a rule is against it and
 * no other is for it: the newest always stays, so do as many as are to be kept at least, and of
 * each span of time the newest version in it. The age of a version is the time since it was
 * replaced or deleted: what was the file for a year and was replaced an hour ago is an hour old.
 *
 * <p>The past shows in place of a pruned version the one before it. It shows none where there was
 * none: the deletion of a pruned version stays while an older version does.
 *
 * @param keep how many versions stay whatever their age, at least 1; if there is no other rule, no
 *     more than these stay
 * @param maxAge versions that were replaced or deleted longer ago may go; beside steps of thinning,
 *     which have ages of their own, the age of a step without one
 * @param thin how close to each other versions stay, by their age; what is older than all steps may
 *     go
 */
public record Retention(OptionalInt keep, Optional<Duration> maxAge, List<ThinningStep> thin) {
  /** Everything stays. */
  public static final Retention ALL =
      new Retention(OptionalInt.empty(), Optional.empty(), List.of());

  /**
   * Creates the rules.
   *
   * @param keep how many versions stay at least
   * @param maxAge how old versions may be
   * @param thin how close to each other versions stay
   * @throws IllegalArgumentException if fewer than one version is to be kept
   */
  public Retention {
    if (keep.orElse(1) < 1) {
      throw new IllegalArgumentException("at least one version is kept: " + keep.getAsInt());
    }
    thin = List.copyOf(thin);
  }

  /**
   * Returns what may go.
   *
   * @param versions the versions and deletions of one path, the newest first
   * @param now the present time
   * @return the versions that need not stay, each with the reason, in the same order
   */
  public Map<FileVersion, String> prunable(List<FileVersion> versions, Instant now) {
    Map<FileVersion, String> contents = contents(versions, now);
    Set<FileVersion> deletions = deletions(versions, contents.keySet());
    Map<FileVersion, String> pruned = new LinkedHashMap<>();
    for (FileVersion version : versions) {
      if (deletions.contains(version)) {
        pruned.put(version, "the deletion of a pruned version");
      } else if (contents.containsKey(version)) {
        pruned.put(version, contents.get(version));
      }
    }
    return pruned;
  }

  private Map<FileVersion, String> contents(List<FileVersion> versions, Instant now) {
    Map<FileVersion, String> pruned = new HashMap<>();
    ThinnedSpans spans = new ThinnedSpans(thin, maxAge, now);
    int newer = 0;
    Instant next = now;
    for (FileVersion version : versions) {
      Instant ended = next.isBefore(version.time()) ? version.time() : next;
      next = version.time();
      if (!version.deleteMarker()) {
        Optional<String> objection = objection(version, ended, spans, now);
        if (newer >= keep.orElse(1)) {
          objection.ifPresent(reason -> pruned.put(version, reason));
        }
        newer++;
      }
    }
    return pruned;
  }

  private Optional<String> objection(
      FileVersion version, Instant ended, ThinnedSpans spans, Instant now) {
    if (!thin.isEmpty()) {
      return spans.refusal(version.time(), ended);
    }
    if (maxAge.isPresent()) {
      return maxAge
          .filter(age -> ended.isBefore(now.minus(age)))
          .map(age -> "replaced or deleted more than " + age + " ago");
    }
    return keep.stream().mapToObj(count -> "not one of the newest " + count).findFirst();
  }

  /** Returns the deletions of pruned versions without which the past shows nothing else. */
  private static Set<FileVersion> deletions(List<FileVersion> versions, Set<FileVersion> pruned) {
    Set<FileVersion> idle = new HashSet<>();
    boolean ofPruned = false;
    boolean hides = false; // whether a deletion at this place hides an older content
    for (int i = versions.size() - 1; i >= 0; i--) {
      FileVersion version = versions.get(i);
      if (!version.deleteMarker()) {
        ofPruned = pruned.contains(version);
        hides |= !ofPruned;
      } else if (ofPruned && !hides) {
        idle.add(version);
      } else {
        hides = false;
      }
    }
    return idle;
  }
}
