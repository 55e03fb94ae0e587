package dev.coffer.s3;

class S3ProxyOtherClientsTest extends OtherClientsContract {
  @Override
  Server server() {
    return Proxy.server();
  }
}
