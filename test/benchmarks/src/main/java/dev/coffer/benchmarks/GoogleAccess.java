package dev.coffer.benchmarks;

import com.google.cloud.NoCredentials;
import com.google.cloud.storage.StorageOptions;
import dev.coffer.gcs.GoogleCloudFileStore;
import java.net.URI;

/** How a client gets at a bucket of Google's kind. */
record GoogleAccess(URI endpoint, String bucket) {

  /** The same bucket by another way. */
  GoogleAccess through(URI other) {
    return new GoogleAccess(other, bucket);
  }

  /** Google's client as it comes. */
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
