package dev.coffer.benchmarks;

import dev.coffer.cache.CacheOptions;
import dev.coffer.cache.CachingFileStore;
import dev.coffer.s3.S3Builder;
import dev.coffer.s3.S3FileStore;
import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** How a client accesses a bucket. */
record S3Access(URI endpoint, String accessKey, String secretKey, String bucket) {
  static final String REGION = "us-east-1";

  /** The same bucket at another address. */
  S3Access through(URI other) {
    return new S3Access(other, accessKey, secretKey, bucket);
  }

  AwsCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey));
  }

  CofferFiles coffer() {
    return new CofferFiles(store().build());
  }

  /** Coffer with a pool of so many, of which a call takes half. */
  CofferFiles cofferWithConnections(int connections) {
    return new CofferFiles(store().connections(connections).build());
  }

  /** Coffer with the option {@code crc32}. */
  CofferFiles cofferWithCrc32() {
    return new CofferFiles(store().crc32(true).build());
  }

  /** Coffer with a cache in memory of so many bytes. */
  CofferFiles cofferWithCache(long bytes) {
    CacheOptions options = CacheOptions.DEFAULTS.maxSize(bytes);
    return new CofferFiles(new CachingFileStore(store().build(), options));
  }

  private S3Builder store() {
    return S3FileStore.builder(bucket)
        .endpoint(endpoint.toString())
        .region(REGION)
        .credentials(accessKey, secretKey);
  }

  /** A URI of a part of the bucket, for a configuration. */
  String uri(String prefix) {
    return "s3://%s/%s?region=%s&path-style=true&endpoint=%s"
        .formatted(bucket, prefix, REGION, endpoint);
  }

  /** The variables with the credentials. */
  Map<String, String> environment() {
    return Map.of("AWS_ACCESS_KEY_ID", accessKey, "AWS_SECRET_ACCESS_KEY", secretKey);
  }

  @Override
  public String toString() {
    return bucket + " at " + endpoint;
  }
}
