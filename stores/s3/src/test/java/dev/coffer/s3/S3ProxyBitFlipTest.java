package dev.coffer.s3;

/** Files in one request are signed, and parts carry a CRC32. */
class S3ProxyBitFlipTest extends BitFlipContract {
  @Override
  Server server() {
    return Proxy.server();
  }
}
