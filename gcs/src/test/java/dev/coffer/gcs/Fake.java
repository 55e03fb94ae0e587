package dev.coffer.gcs;

import dev.coffer.testkit.gcs.FakeGcsServer;
import java.util.UUID;

/** The fake server in this process; one for all tests of a JVM. */
final class Fake {
  private static final FakeGcsServer SERVER = new FakeGcsServer();

  private Fake() {}

  static FakeGcsServer server() {
    return SERVER;
  }

  static String endpoint() {
    return SERVER.uri().toString();
  }

  /** Makes a bucket of a name that no other has. */
  static String newBucket() {
    String bucket = "bucket-" + UUID.randomUUID();
    SERVER.createBucket(bucket);
    return bucket;
  }

  /** A store in a bucket, to be finished by the test. */
  static GoogleCloudBuilder in(String bucket) {
    return GoogleCloudFileStore.builder(bucket).endpoint(endpoint());
  }
}
