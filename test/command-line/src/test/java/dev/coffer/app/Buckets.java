package dev.coffer.app;

import java.util.Map;
import java.util.UUID;

/** URIs of whole buckets on the servers of these tests, for the tests of other packages. */
public final class Buckets {
  private Buckets() {}

  public static String newS3() {
    return s3(Proxy.newBucket());
  }

  public static String lostS3() {
    return s3("lost-" + UUID.randomUUID());
  }

  private static String s3(String bucket) {
    return "s3://" + bucket + "?endpoint=" + Proxy.endpoint();
  }

  /** The credentials of S3. */
  public static Map<String, String> environment() {
    return Proxy.env("memory:");
  }

  public static String secret() {
    return Proxy.SECRET;
  }

  public static String newGcs() {
    String bucket = "bucket-" + UUID.randomUUID();
    Cloud.server().createBucket(bucket);
    return gcs(bucket);
  }

  public static String lostGcs() {
    return gcs("lost-" + UUID.randomUUID());
  }

  private static String gcs(String bucket) {
    return "gs://" + bucket + "?endpoint=" + Cloud.server().uri();
  }
}
