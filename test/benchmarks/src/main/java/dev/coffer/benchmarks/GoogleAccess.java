package dev.coffer.benchmarks;

import com.google.cloud.NoCredentials;
import com.google.cloud.storage.StorageOptions;
import dev.coffer.gcs.GoogleCloudFileStore;
import java.net.URI;

/** How a client accesses a bucket of Google's kind. */
record GoogleAccess(URI endpoint, String bucket) {

  /** The same bucket at another address. */
  GoogleAccess through(URI other) {
    return new GoogleAccess(other, bucket);
  }

  /** Google's client with default settings. */
  StorageOptions.Builder options() {
    return StorageOptions.http()
        .setHost(endpoint.toString())
        .setCredentials(NoCredentials.getInstance())
        .setProjectId("benchmarks");
  }

  CofferFiles coffer() {
    return new CofferFiles(
        GoogleCloudFileStore.builder(bucket).endpoint(endpoint.toString()).build());
  }

  @Override
  public String toString() {
    return bucket + " at " + endpoint;
  }
}
