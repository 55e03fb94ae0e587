package dev.coffer.s3;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * Encryption, storage class and tags, sent with each request that creates an object. For null the
 * bucket's own setting applies.
 *
 * @param sse the algorithm of server-side encryption, {@code AES256} or {@code aws:kms}
 * @param keyId the KMS key
 * @param bucketKey whether KMS is called for the bucket instead of for each object
 * @param storageClass the storage class
 * @param tags tags in the form of a query, {@code team=a&stage=test}
 */
record S3ObjectSettings(
    @Nullable String sse,
    @Nullable String keyId,
    @Nullable Boolean bucketKey,
    @Nullable String storageClass,
    @Nullable String tags) {
  private static final String SSE = "x-amz-server-side-encryption";

  static final S3ObjectSettings PLAIN = new S3ObjectSettings(null, null, null, null, null);

  PutObjectRequest.Builder on(PutObjectRequest.Builder request) {
    return request
        .serverSideEncryption(sse)
        .ssekmsKeyId(keyId)
        .bucketKeyEnabled(bucketKey)
        .storageClass(storageClass)
        .tagging(tags);
  }

  CreateMultipartUploadRequest.Builder on(CreateMultipartUploadRequest.Builder request) {
    return request
        .serverSideEncryption(sse)
        .ssekmsKeyId(keyId)
        .bucketKeyEnabled(bucketKey)
        .storageClass(storageClass)
        .tagging(tags);
  }

  /** A copy keeps the tags of its source. */
  CopyObjectRequest.Builder on(CopyObjectRequest.Builder request) {
    return request
        .serverSideEncryption(sse)
        .ssekmsKeyId(keyId)
        .bucketKeyEnabled(bucketKey)
        .storageClass(storageClass);
  }

  /** Returns the headers of a write. */
  Map<String, String> headers() {
    Map<String, String> headers = new HashMap<>();
    putIfSet(headers, SSE, sse);
    putIfSet(headers, SSE + "-aws-kms-key-id", keyId);
    putIfSet(headers, SSE + "-bucket-key-enabled", bucketKey);
    putIfSet(headers, "x-amz-storage-class", storageClass);
    putIfSet(headers, "x-amz-tagging", tags);
    return headers;
  }

  private static void putIfSet(Map<String, String> headers, String name, @Nullable Object value) {
    if (value != null) {
      headers.put(name, value.toString());
    }
  }
}
