package dev.coffer.s3;

import org.junit.jupiter.api.Tag;

@Tag("servers")
class S3ProxyOtherClientsTest extends OtherClientsContract {
  @Override
  Server server() {
    return Proxy.server();
  }
}
