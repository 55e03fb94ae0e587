package dev.coffer.s3;

class RadosGatewayRemoteTest extends S3RemoteContract {
  @Override
  Server s3() {
    return RadosGateway.thorough();
  }

  @Override
  public int manyFiles() {
    return 100_000;
  }
}
