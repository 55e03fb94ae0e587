package dev.coffer.s3;

class RadosGatewayManyFilesTest extends ManyFilesContract {
  @Override
  Server server() {
    return RadosGateway.thorough();
  }

  @Override
  int files() {
    return 100_000;
  }
}
