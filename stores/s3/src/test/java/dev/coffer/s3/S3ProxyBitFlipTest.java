package dev.coffer.s3;

class S3ProxyBitFlipTest extends BitFlipContract {
  @Override
  Server server() {
    return Proxy.server();
  }
}
