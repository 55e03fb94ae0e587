package dev.coffer.fakegcs;

import dev.coffer.fakegcs.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** A bucket with all its objects. Callers hold the lock of the {@link Cloud}. */
final class Bucket {
  private final String name;
  private final Instant created;
  private Map<String, Object> fields;
  private long metageneration = 1;
  private Instant updated;

  /** The versions of each name, from the oldest to the newest; every name has at least one. */
  private final NavigableMap<String, List<StoredObject>> objects = new TreeMap<>(Utf8Order.ORDER);

  private final SoftDeletions softDeletions = new SoftDeletions();

  Bucket(String name, Map<String, Object> fields, Instant now) {
    this.name = name;
    this.fields = fields;
    this.created = now;
    this.updated = now;
  }

  String name() {
    return name;
  }

  Instant created() {
    return created;
  }

  Instant updated() {
    return updated;
  }

  long metageneration() {
    return metageneration;
  }

  Map<String, Object> fields() {
    return fields;
  }

  boolean isEmpty() {
    return objects.isEmpty();
  }

  void patch(Map<String, Object> change, Instant now) {
    fields = Fields.merged(fields, change);
    metageneration++;
    updated = now;
  }

  /** Documentation: {@code object-versioning}. */
  private boolean keepsVersions() {
    Object versioning = fields.getOrDefault("versioning", Map.of());
    return Boolean.TRUE.equals(Json.object(versioning).get("enabled"));
  }

  String storageClass() {
    return Fields.text(fields, "storageClass").orElse("STANDARD");
  }

  /** Returns the default encryption key of objects. */
  Optional<String> defaultKey() {
    Object encryption = fields.getOrDefault("encryption", Map.of());
    return Fields.text(Json.object(encryption), "defaultKmsKeyName");
  }

  /** The live version of a name. */
  Optional<StoredObject> live(String object) {
    List<StoredObject> versions = versions(object);
    return versions.isEmpty()
        ? Optional.empty()
        : Optional.of(versions.get(versions.size() - 1)).filter(last -> last.deleted().isEmpty());
  }

  /** Returns the live version of a name, or the requested one. */
  Optional<StoredObject> find(String object, OptionalLong generation) {
    return generation.isEmpty()
        ? live(object)
        : versions(object).stream()
            .filter(each -> each.generation() == generation.getAsLong())
            .findFirst();
  }

  private List<StoredObject> versions(String object) {
    return objects.getOrDefault(object, List.of());
  }

  /** All versions of the names from one on, in the order of the names and then of their age. */
  NavigableMap<String, List<StoredObject>> from(String object) {
    return objects.tailMap(object, true);
  }

  SoftDeletions softDeletions() {
    return softDeletions;
  }

  /** Makes a version the live one. */
  void put(StoredObject object, Instant now) {
    retire(object.name(), now);
    objects.computeIfAbsent(object.name(), each -> new ArrayList<>()).add(object);
  }

  /** Replaces a version by a changed one. */
  void replace(StoredObject object) {
    versions(object.name())
        .replaceAll(each -> each.generation() == object.generation() ? object : each);
  }

  /** Makes the live version noncurrent, or deletes it if none are kept. */
  void retire(String object, Instant now) {
    Optional<StoredObject> live = live(object);
    if (live.isPresent() && keepsVersions()) {
      replace(live.get().noncurrent(now));
    } else if (live.isPresent()) {
      remove(live.get(), now);
    }
  }

  /** Deletes a version permanently. */
  void remove(StoredObject object, Instant now) {
    softDeletions.add(object, fields, now);
    List<StoredObject> versions = versions(object.name());
    versions.removeIf(each -> each.generation() == object.generation());
    if (versions.isEmpty()) {
      objects.remove(object.name());
    }
  }
}
