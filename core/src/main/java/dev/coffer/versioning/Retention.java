package dev.coffer.versioning;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a prune keeps of the versions of one path. A version is pruned if a rule is against it and
 * no other is for it: the newest always stays, so do as many as are to be kept at least, and of
 * each span of time the newest version in it.
 *
 * @param keep how many versions stay whatever their age, at least 1; if there is no other rule, no
 *     more than these stay
 * @param maxAge versions that were replaced or deleted longer ago may go
 * @param thin how close to each other versions stay, by their age; what is older than all spans may
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
    Map<FileVersion, String> pruned = new LinkedHashMap<>();
    List<FileVersion> deletions = new ArrayList<>();
    ThinnedSpans spans = new ThinnedSpans(thin, now);
    int contents = 0;
    for (FileVersion version : versions) {
      if (version.deleteMarker()) {
        deletions.add(version);
        continue;
      }
      String reason = reason(version, spans, contents++, now);
      if (reason != null) {
        deletions.forEach(deletion -> pruned.put(deletion, "the deletion of a pruned version"));
        pruned.put(version, reason);
      }
      deletions.clear();
    }
    return pruned;
  }

  private @Nullable String reason(FileVersion version, ThinnedSpans spans, int newer, Instant now) {
    Optional<String> thinned = spans.refusal(version.time());
    if (newer == 0 || newer < keep.orElse(0)) {
      return null;
    }
    if (maxAge.isPresent() && version.time().isBefore(now.minus(maxAge.get()))) {
      return "older than " + maxAge.get();
    }
    if (thinned.isPresent()) {
      return thinned.get();
    }
    boolean onlyKeep = maxAge.isEmpty() && thin.isEmpty() && keep.isPresent();
    return onlyKeep ? "not one of the newest " + keep.getAsInt() : null;
  }
}
