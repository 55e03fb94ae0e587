package dev.coffer.fakegcs;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One version of an object.
 *
 * @param generation tells it from the other versions of the name
 * @param metageneration how often its fields were set
 * @param fields what its writer set: content type, metadata and so on, as in JSON
 * @param components of how many objects it was composed; 0 for one that was not
 * @param deleted when it ceased to be the live version, where it is kept
 */
record StoredObject(
    String bucket,
    String name,
    long generation,
    long metageneration,
    Map<String, Object> fields,
    Bytes bytes,
    Checksums checksums,
    int components,
    Instant created,
    Instant updated,
    Optional<Instant> deleted) {
  Optional<String> text(String field) {
    return Optional.ofNullable(fields.get(field)).map(String::valueOf);
  }

  /** The same content with other fields. */
  StoredObject patched(Map<String, Object> newFields, Instant now) {
    return new StoredObject(
        bucket,
        name,
        generation,
        metageneration + 1,
        newFields,
        bytes,
        checksums,
        components,
        created,
        now,
        deleted);
  }

  /** The version as it is kept when it is the live one no more. */
  StoredObject noncurrent(Instant now) {
    return new StoredObject(
        bucket,
        name,
        generation,
        metageneration,
        fields,
        bytes,
        checksums,
        components,
        created,
        updated,
        Optional.of(now));
  }
}
