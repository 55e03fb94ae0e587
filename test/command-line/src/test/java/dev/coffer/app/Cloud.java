package dev.coffer.app;

import dev.coffer.fakegcs.FakeGcsServer;
import java.util.Map;
import java.util.UUID;

/** The fake server of Google Cloud Storage in this process; one for all tests of a JVM. */
final class Cloud {
  private static final FakeGcsServer SERVER = new FakeGcsServer();

  private Cloud() {}

  static FakeGcsServer server() {
    return SERVER;
  }

  /** A URI of a directory in a bucket that is new. */
  static String newStore() {
    String bucket = "bucket-" + UUID.randomUUID();
    SERVER.createBucket(bucket);
    return "gs://" + bucket + "/data?endpoint=" + SERVER.uri();
  }

  static Map<String, String> env(String store) {
    return Map.of("COFFER_STORE", store);
  }
}
