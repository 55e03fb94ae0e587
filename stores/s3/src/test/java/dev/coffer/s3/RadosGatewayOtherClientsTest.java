package dev.coffer.s3;

class RadosGatewayOtherClientsTest extends OtherClientsContract {
  @Override
  Server server() {
    return RadosGateway.server();
  }
}
