package dev.coffer.s3;

class RadosGatewayBitFlipTest extends BitFlipContract {
  @Override
  Server server() {
    return RadosGateway.server();
  }
}
