package dev.coffer.fakegcs;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One version of an object.
 *
 * @param generation distinguishes the versions of a name
 * @param metageneration how often its fields were set
 * @param fields the fields set by its writer: content type, metadata and so on, as in JSON
 * @param components the number of objects of which it was composed; 0 if it was not
 * @param deleted when it ceased to be the live version
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

  /** Returns the same content with other fields. */
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

  /** Returns the version as a noncurrent one. */
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
