package dev.coffer.fakegcs;

import dev.coffer.fakegcs.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The fields of objects and buckets that their writers set.
 *
 * <p>Documentation: {@code json_api/v1/objects}, the fields that are marked writable, and {@code
 * json_api/v1/objects/patch}.
 */
final class Fields {
  private static final Set<String> OF_OBJECTS =
      Set.of(
          "cacheControl",
          "contentDisposition",
          "contentEncoding",
          "contentLanguage",
          "contentType",
          "customTime",
          "metadata",
          "storageClass");

  private static final Set<String> KEPT = Set.of("kmsKeyName", "storageClass");

  private static final int LARGEST_METADATA = 8 << 10;

  private Fields() {}

  /** Returns the fields of a request that an object keeps. */
  static Map<String, Object> ofObject(Map<String, Object> resource) {
    return merged(Map.of(), settable(resource));
  }

  private static Map<String, Object> settable(Map<String, Object> resource) {
    Unmodelled.check(resource);
    Map<String, Object> fields = new LinkedHashMap<>(resource);
    fields.keySet().retainAll(OF_OBJECTS);
    return fields;
  }

  /** Returns changed fields: null removes a field, and metadata are changed key by key. */
  static Map<String, Object> merged(Map<String, Object> fields, Map<String, Object> change) {
    Map<String, Object> merged = new LinkedHashMap<>(fields);
    change.forEach(
        (name, value) -> {
          if (value == Json.NULL) {
            merged.remove(name);
          } else if (value instanceof Map<?, ?>) {
            Object before = merged.getOrDefault(name, Map.of());
            merged.put(name, merged(Json.object(before), Json.object(value)));
          } else {
            merged.put(name, value);
          }
        });
    return merged;
  }

  /** Returns the fields of an object after a patch. Only a rewrite changes the storage class. */
  static Map<String, Object> patched(Map<String, Object> fields, Map<String, Object> patch) {
    Map<String, Object> patched = merged(fields, settable(patch));
    if (!text(patched, "storageClass").equals(text(fields, "storageClass"))) {
      throw Refusal.invalid("The storage class of an object is changed by a rewrite.");
    }
    return patched;
  }

  /** Returns the fields of an object that an update keeps: those that a writer cannot set. */
  static Map<String, Object> updated(Map<String, Object> fields, Map<String, Object> resource) {
    Map<String, Object> kept = new LinkedHashMap<>(fields);
    kept.keySet().retainAll(KEPT);
    return patched(kept, resource);
  }

  /**
   * Adds the bucket's defaults for the storage class and the key. The key is stored with its
   * version. Documentation: {@code encryption/customer-managed-keys}.
   */
  static Map<String, Object> complete(
      Map<String, Object> fields, Bucket bucket, Optional<String> key) {
    fields.putIfAbsent("storageClass", bucket.storageClass());
    key.or(bucket::defaultKey)
        .ifPresent(name -> fields.put("kmsKeyName", name + "/cryptoKeyVersions/1"));
    return fields;
  }

  /** Refuses metadata that are not strings or too large. Documentation: {@code quotas}. */
  static void check(Map<String, Object> fields) {
    long size = 0;
    for (Map.Entry<String, Object> each : Json.object(metadata(fields)).entrySet()) {
      if (!(each.getValue() instanceof String value)) {
        throw Refusal.invalid("Invalid value for metadata: " + each.getKey());
      }
      size += utf8Length(each.getKey()) + utf8Length(value);
    }
    if (size > LARGEST_METADATA) {
      throw Refusal.invalid("The metadata for your object exceed 8 KiB.");
    }
  }

  private static int utf8Length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static Object metadata(Map<String, Object> fields) {
    return fields.getOrDefault("metadata", Map.of());
  }

  static Optional<String> text(Map<String, Object> fields, String name) {
    return Optional.ofNullable(fields.get(name))
        .filter(value -> value != Json.NULL)
        .map(String::valueOf);
  }
}
