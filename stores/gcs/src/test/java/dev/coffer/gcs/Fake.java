package dev.coffer.gcs;

import dev.coffer.fakegcs.FakeGcsServer;
import java.net.URI;
import java.util.Map;
import java.util.UUID;

/** The fake server in this process; one for all tests of a JVM. */
final class Fake {
  private static final FakeGcsServer SERVER = start();

  private Fake() {}

  private static FakeGcsServer start() {
    FakeGcsServer server = new FakeGcsServer();
    server.grant(
        Account.TOKEN,
        "storage.buckets.get",
        "storage.objects.create",
        "storage.objects.delete",
        "storage.objects.get",
        "storage.objects.list");
    server.trust(Account.NAME, Account.publicKey());
    return server;
  }

  static FakeGcsServer server() {
    return SERVER;
  }

  /** Makes a bucket of a name that no other has. */
  static String newBucket() {
    String bucket = "bucket-" + UUID.randomUUID();
    SERVER.createBucket(bucket);
    return bucket;
  }

  /** Makes one that keeps what is replaced and deleted. */
  static String newVersionedBucket() {
    String bucket = "bucket-" + UUID.randomUUID();
    SERVER.createBucket(bucket, Map.of("versioning", Map.of("enabled", true)));
    return bucket;
  }

  /** A store in a bucket, to be finished by the test. */
  static GoogleCloudBuilder in(String bucket) {
    return at(SERVER.uri(), bucket);
  }

  /** The same through a proxy. */
  static GoogleCloudBuilder at(URI endpoint, String bucket) {
    return GoogleCloudFileStore.builder(bucket)
        .endpoint(endpoint.toString())
        .credentials(new Account());
  }
}
