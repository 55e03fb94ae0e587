package dev.coffer.s3;

/** The contract on Ceph, at the root of a bucket. */
class RadosGatewayRootContractTest extends RadosGatewayContract {
  RadosGatewayRootContractTest() {
    super(true);
  }

  @Override
  Server server() {
    return RadosGateway.thorough();
  }
}
