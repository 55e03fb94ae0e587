package dev.coffer.gcs;

import com.google.api.services.storage.model.StorageObject;
import org.jspecify.annotations.Nullable;

/**
 * How objects are kept, sent with everything that makes an object. What is null is not sent, and
 * the bucket's own settings count.
 *
 * @param kmsKey the key of Cloud KMS that encrypts
 * @param storageClass the storage class
 */
record GcsObjectSettings(@Nullable String kmsKey, @Nullable String storageClass) {

  /** A copy keeps the class of its source, unless this store has one. */
  @Nullable String classOfCopy(StorageObject source) {
    return storageClass == null ? source.getStorageClass() : storageClass;
  }

  /** A copy keeps the key of its source, unless this store has one. */
  @Nullable String keyOfCopy(StorageObject source) {
    String key = source.getKmsKeyName();
    // What encrypted the source is a version of the key.
    String ofSource = key == null ? null : key.replaceFirst("/cryptoKeyVersions/.*", "");
    return kmsKey == null ? ofSource : kmsKey;
  }
}
