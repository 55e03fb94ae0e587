package dev.coffer.app;

import dev.coffer.s3proxy.S3ProxyServer;
import java.util.Map;

/** S3Proxy as these tests use it. */
final class Proxy {
  static final String SECRET = S3ProxyServer.SECRET;
  private static final String ID = S3ProxyServer.ID;

  private Proxy() {}

  /** A URI of a directory in a bucket that is new. */
  static String newStore() {
    return "s3://" + newBucket() + "/data?endpoint=" + endpoint();
  }

  static String newBucket() {
    return S3ProxyServer.newBucket();
  }

  static String endpoint() {
    return S3ProxyServer.endpoint().toString();
  }

  static Map<String, String> env(String store) {
    return Map.of("COFFER_STORE", store, "AWS_ACCESS_KEY_ID", ID, "AWS_SECRET_ACCESS_KEY", SECRET);
  }
}
