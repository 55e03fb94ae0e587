package dev.coffer.s3;

/** The contract on Ceph, below a prefix. */
class RadosGatewayContractTest extends RadosGatewayContract {
  RadosGatewayContractTest() {
    super("case");
  }
}
