package dev.coffer.s3;

/** On a real object store, which decides conditions for itself. */
class RadosGatewayChaosTest extends S3ChaosContract {
  @Override
  Server s3() {
    return RadosGateway.thorough();
  }
}
