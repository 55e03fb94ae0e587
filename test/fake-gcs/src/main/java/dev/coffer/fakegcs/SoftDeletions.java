package dev.coffer.fakegcs;

import dev.coffer.fakegcs.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a bucket has deleted and still keeps. It cannot be read, only listed and restored, and is in
 * no other listing.
 *
 * <p>Documentation: {@code soft-delete} and {@code use-soft-deleted-objects}.
 */
final class SoftDeletions {
  private final NavigableMap<String, List<SoftDeleted>> objects = new TreeMap<>(Utf8Order.ORDER);

  /** Keeps a version, if the policy of the bucket says so. */
  void add(StoredObject object, Map<String, Object> bucket, Instant now) {
    Duration retention = retention(bucket);
    if (!retention.isZero()) {
      List<SoftDeleted> ofName = objects.computeIfAbsent(object.name(), name -> new ArrayList<>());
      ofName.add(new SoftDeleted(object, now, now.plus(retention)));
      ofName.sort(Comparator.comparing(each -> each.object().generation()));
    }
  }

  private static Duration retention(Map<String, Object> bucket) {
    Object policy = bucket.getOrDefault("softDeletePolicy", Map.of());
    return Fields.text(Json.object(policy), "retentionDurationSeconds")
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
        .orElse(Duration.ZERO);
  }

  /** The names from one on, the oldest generation of each first. */
  NavigableMap<String, List<SoftDeleted>> from(String object, Instant now) {
    objects.values().forEach(each -> each.removeIf(one -> !one.end().isAfter(now)));
    objects.values().removeIf(List::isEmpty);
    return objects.tailMap(object, true);
  }

  Optional<StoredObject> find(String object, long generation, Instant now) {
    return from(object, now).getOrDefault(object, List.of()).stream()
        .map(SoftDeleted::object)
        .filter(each -> each.generation() == generation)
        .findFirst();
  }
}
