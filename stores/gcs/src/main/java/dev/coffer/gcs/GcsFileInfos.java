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

/** What an object's resource tells of a file. */
final class GcsFileInfos {
  /** What a listing must tell of an object. */
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

  /** Some servers leave out what is 0. */
  static long size(@Nullable BigInteger told) {
    return told == null ? 0 : told.longValue();
  }

  /** When this generation was made; what is changed of its metadata makes no other file. */
  private static Instant time(@Nullable DateTime told) {
    return told == null ? Instant.EPOCH : Instant.ofEpochMilli(told.getValue());
  }

  /** What a caller may see of an object's metadata. */
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
