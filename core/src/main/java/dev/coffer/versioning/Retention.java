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
 * each span of time the newest version in it. The age of a version is the time since it was
 * replaced or deleted: what was the file for a year and was replaced an hour ago is an hour old.
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
    Instant end = now;
    for (FileVersion version : versions) {
      Instant next = end;
      end = version.time();
      if (version.deleteMarker()) {
        deletions.add(version);
        continue;
      }
      Instant ended = next.isBefore(version.time()) ? version.time() : next;
      Optional<String> thinned = spans.refusal(version.time(), ended);
      String reason = reason(ended, thinned, contents++, now);
      if (reason != null) {
        deletions.forEach(deletion -> pruned.put(deletion, "the deletion of a pruned version"));
        pruned.put(version, reason);
      }
      deletions.clear();
    }
    return pruned;
  }

  private @Nullable String reason(Instant ended, Optional<String> thinned, int newer, Instant now) {
    if (newer == 0 || newer < keep.orElse(0)) {
      return null;
    }
    if (maxAge.isPresent() && ended.isBefore(now.minus(maxAge.get()))) {
      return "replaced or deleted more than " + maxAge.get() + " ago";
    }
    if (thinned.isPresent()) {
      return thinned.get();
    }
    boolean onlyKeep = maxAge.isEmpty() && thin.isEmpty() && keep.isPresent();
    return onlyKeep ? "not one of the newest " + keep.getAsInt() : null;
  }
}
