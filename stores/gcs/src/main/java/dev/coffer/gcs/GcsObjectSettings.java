package dev.coffer.gcs;

import com.google.api.services.storage.model.StorageObject;
import org.jspecify.annotations.Nullable;

/**
 * Encryption and storage class, sent with each request that creates an object. For null the
 * bucket's own setting applies.
 *
 * @param kmsKey the Cloud KMS key
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
    // The source was encrypted with a version of the key.
    String ofSource = key == null ? null : key.replaceFirst("/cryptoKeyVersions/.*", "");
    return kmsKey == null ? ofSource : kmsKey;
  }
}
