package dev.coffer.gcs;

import com.google.api.services.storage.model.StorageObject;
import dev.coffer.WriteOptions;
import dev.coffer.remote.ContentTypes;

/** The resources of objects that are to be made. */
final class Draft {
  private Draft() {}

  static StorageObject of(String key, WriteOptions options, WriteId id, Keeping keeping) {
    return new StorageObject()
        .setName(key)
        .setContentType(options.contentType().orElse(ContentTypes.NONE))
        .setMetadata(id.with(options.metadata()))
        .setStorageClass(keeping.storageClass());
  }

  /** A copy is all that its source is, but for its place and the write that made it. */
  static StorageObject ofCopy(StorageObject source, WriteId id, Keeping keeping) {
    return new StorageObject()
        .setContentType(source.getContentType())
        .setContentEncoding(source.getContentEncoding())
        .setContentDisposition(source.getContentDisposition())
        .setContentLanguage(source.getContentLanguage())
        .setCacheControl(source.getCacheControl())
        .setCustomTime(source.getCustomTime())
        .setStorageClass(keeping.classOfCopy(source))
        .setMetadata(id.with(Infos.metadata(source.getMetadata())));
  }
}
