package dev.coffer.gcs;

import com.google.api.services.storage.model.StorageObject;
import dev.coffer.WriteOptions;
import dev.coffer.remote.ContentTypes;
import dev.coffer.remote.WriteId;
import java.util.Map;

/** The resources of objects that are to be made. */
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
   * A copy is all that its source is, but for its place and the write that made it. Keys that other
   * tools gave its metadata stay as they are.
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
