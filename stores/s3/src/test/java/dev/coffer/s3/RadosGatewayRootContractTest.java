package dev.coffer.s3;

import org.junit.jupiter.api.Tag;

/** The contract on Ceph, at the root of a bucket. */
@Tag("thorough")
class RadosGatewayRootContractTest extends RadosGatewayContract {
  RadosGatewayRootContractTest() {
    super("");
  }

  @Override
  Server server() {
    return RadosGateway.server();
  }
}
