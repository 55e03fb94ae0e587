package dev.coffer.s3;

import org.junit.jupiter.api.Tag;

/** On a real object store, which decides conditions for itself. */
@Tag("thorough")
class RadosGatewayChaosTest extends S3ChaosContract {
  @Override
  Server s3() {
    return RadosGateway.server();
  }

  @Override
  protected boolean keepsConditionsOfDeletions() {
    return !RadosGateway.isVersion(16);
  }
}
