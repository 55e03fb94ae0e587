package dev.coffer.micrometer;

import dev.coffer.s3.S3Builder;
import dev.coffer.s3.S3FileStore;
import dev.coffer.s3proxy.S3ProxyServer;
import java.net.URI;

/** S3Proxy as these tests use it. */
final class Proxy {
  static final String ID = S3ProxyServer.ID;
  static final String SECRET = S3ProxyServer.SECRET;

  private Proxy() {}

  static URI endpoint() {
    return S3ProxyServer.endpoint();
  }

  static String newBucket() {
    return S3ProxyServer.newBucket();
  }

  /** A store in a new bucket, by another address of the server. */
  static S3Builder store(URI address) {
    return S3FileStore.builder(newBucket())
        .prefix("users/ada")
        .endpoint(address.toString())
        .credentials(ID, SECRET);
  }
}
