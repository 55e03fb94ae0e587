package dev.coffer.gcs;

import com.google.api.services.storage.model.StorageObject;
import dev.coffer.WriteOptions;
import dev.coffer.remote.ContentTypes;
import dev.coffer.remote.WriteId;
import java.util.Map;

/** Resources of objects to be created. */
final class StorageObjects {
  private StorageObjects() {}

  static StorageObject of(
      String key, WriteOptions options, WriteId id, GcsObjectSettings objectSettings) {
    return new StorageObject()
        .setName(key)
        .setContentType(options.contentType().orElse(ContentTypes.NONE))
        .setMetadata(id.with(options.metadata()))
        .setKmsKeyName(objectSettings.kmsKey())
        .setStorageClass(objectSettings.storageClass());
  }

  /**
   * A copy equals its source except for its key and the write's mark. Metadata keys of other tools
   * are kept.
   */
  static StorageObject ofCopy(StorageObject source, WriteId id, GcsObjectSettings objectSettings) {
    String type = source.getContentType();
    Map<String, String> metadata = source.getMetadata();
    return new StorageObject()
        .setContentType(type == null ? ContentTypes.NONE : type)
        .setContentEncoding(source.getContentEncoding())
        .setContentDisposition(source.getContentDisposition())
        .setContentLanguage(source.getContentLanguage())
        .setCacheControl(source.getCacheControl())
        .setCustomTime(source.getCustomTime())
        .setStorageClass(objectSettings.classOfCopy(source))
        .setMetadata(id.with(metadata == null ? Map.of() : metadata));
  }
}
