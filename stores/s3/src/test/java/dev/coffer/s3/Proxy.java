package dev.coffer.s3;

import dev.coffer.s3proxy.S3ProxyServer;

/** S3Proxy as these tests use it. */
final class Proxy {
  static final String SECRET = S3ProxyServer.SECRET;

  private Proxy() {}

  static Server server() {
    return new Server(S3ProxyServer.endpoint(), S3ProxyServer.ID, SECRET);
  }
}
