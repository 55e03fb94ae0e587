package dev.coffer.gcs;

import com.google.api.services.storage.model.StorageObject;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Marks an object as created by one write. If the response to a request was lost, the mark shows
 * its repetition that the write has succeeded.
 *
 * @param value the value in the object's metadata, hidden from callers
 */
record GcsWriteId(String value) {
  /** Keys of callers contain no dot, so it cannot be one of theirs. */
  static final String KEY = "coffer.write";

  static GcsWriteId next() {
    return new GcsWriteId(UUID.randomUUID().toString());
  }

  Map<String, String> with(Map<String, String> metadata) {
    Map<String, String> all = new HashMap<>(metadata);
    all.put(KEY, value);
    return all;
  }

  boolean isOf(StorageObject object) {
    Map<String, String> metadata = object.getMetadata();
    return metadata != null && value.equals(metadata.get(KEY));
  }
}
