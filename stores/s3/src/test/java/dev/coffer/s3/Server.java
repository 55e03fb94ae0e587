package dev.coffer.s3;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/**
 * A server that speaks S3.
 *
 * @param endpoint where it listens
 * @param accessKey of its one user
 * @param secretKey of the same
 */
record Server(URI endpoint, String accessKey, String secretKey) {
  /** The same server by another address. */
  Server at(URI address) {
    return new Server(address, accessKey, secretKey);
  }

  /** Its user's keys, as variables of a process. */
  Map<String, String> keys() {
    return Map.of("AWS_ACCESS_KEY_ID", accessKey, "AWS_SECRET_ACCESS_KEY", secretKey);
  }

  /** Makes a bucket of a name that no other has. */
  String newBucket() {
    String bucket = "bucket-" + UUID.randomUUID();
    try (S3FileStore opener = in(bucket).build()) {
      S3Client client = opener.unwrap(S3Client.class).orElseThrow();
      client.createBucket(request -> request.bucket(bucket));
    }
    return bucket;
  }

  /** Makes one that keeps what is replaced and deleted. */
  String newVersionedBucket() {
    String bucket = newBucket();
    try (S3FileStore opener = in(bucket).build()) {
      S3Client client = opener.unwrap(S3Client.class).orElseThrow();
      client.putBucketVersioning(
          r ->
              r.bucket(bucket)
                  .versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
    }
    return bucket;
  }

  /** A client as an application makes its own. */
  S3Client client(ExecutionInterceptor watcher) {
    return S3Client.builder()
        .endpointOverride(endpoint)
        .forcePathStyle(true)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)))
        .httpClientBuilder(ApacheHttpClient.builder())
        .overrideConfiguration(o -> o.addExecutionInterceptor(watcher))
        .build();
  }

  /** A store in a bucket, to be finished by the test. */
  S3Builder in(String bucket) {
    return S3FileStore.builder(bucket)
        .endpoint(endpoint.toString())
        .credentials(accessKey, secretKey);
  }

  /** The keys of all uploads in parts of a bucket that have not ended. */
  static List<String> uploads(S3Client client, String bucket) {
    return client.listMultipartUploads(r -> r.bucket(bucket)).uploads().stream()
        .map(MultipartUpload::key)
        .toList();
  }
}
