package dev.coffer.s3;

import java.net.URI;
import java.util.UUID;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A server that speaks S3.
 *
 * @param endpoint where it listens
 * @param accessKey of its one user
 * @param secretKey of the same
 */
record Server(URI endpoint, String accessKey, String secretKey) {
  /** Makes a bucket of a name that no other has. */
  String newBucket() {
    String bucket = "bucket-" + UUID.randomUUID();
    try (S3FileStore opener = in(bucket).build()) {
      S3Client client = opener.unwrap(S3Client.class).orElseThrow();
      client.createBucket(request -> request.bucket(bucket));
    }
    return bucket;
  }

  /** A store in a bucket, to be finished by the test. */
  S3Builder in(String bucket) {
    return S3FileStore.builder(bucket)
        .endpoint(endpoint.toString())
        .credentials(accessKey, secretKey);
  }
}
