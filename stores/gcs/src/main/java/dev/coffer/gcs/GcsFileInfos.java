package dev.coffer.gcs;

import com.google.api.client.util.DateTime;
import com.google.api.services.storage.model.StorageObject;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.remote.ContentTypes;
import dev.coffer.remote.WriteId;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Converts the resource of an object to file information. */
final class GcsFileInfos {
  /** The fields of an object that a listing must return. */
  static final String LISTED =
      "kind,nextPageToken,prefixes,items(name,size,generation,timeCreated,contentType,metadata)";

  private GcsFileInfos() {}

  static FileInfo of(FilePath path, StorageObject object) {
    return new FileInfo(
        path,
        size(object.getSize()),
        time(object.getTimeCreated()),
        GcsEtags.of(object.getGeneration()),
        ContentTypes.of(object.getContentType()),
        metadata(object.getMetadata()));
  }

  /** Some servers omit a size of 0. */
  static long size(@Nullable BigInteger received) {
    return received == null ? 0 : received.longValue();
  }

  /**
   * Returns when this generation was created; a change of its metadata does not change the file.
   */
  static Instant time(@Nullable DateTime received) {
    return received == null ? Instant.EPOCH : Instant.ofEpochMilli(received.getValue());
  }

  /** Returns the metadata of an object that callers may see. */
  static Map<String, String> metadata(@Nullable Map<String, String> stored) {
    Map<String, String> metadata = new HashMap<>();
    if (stored != null) {
      stored.forEach(
          (key, value) -> {
            if (!WriteId.isKey(key)) {
              metadata.put(key.toLowerCase(Locale.ROOT), value == null ? "" : value);
            }
          });
    }
    return metadata;
  }
}
