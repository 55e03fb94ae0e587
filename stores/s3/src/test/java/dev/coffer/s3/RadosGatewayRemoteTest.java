package dev.coffer.s3;

import org.junit.jupiter.api.Tag;

@Tag("thorough")
class RadosGatewayRemoteTest extends S3RemoteContract {
  @Override
  Server s3() {
    return RadosGateway.server();
  }

  @Override
  public int manyFiles() {
    return 100_000;
  }
}
