package dev.coffer.s3;

import org.junit.jupiter.api.condition.DisabledIf;

@DisabledIf(
    value = "isRunOnTheGateway",
    disabledReason = "the gateway runs the contract below a prefix; here it is thorough")
final class PrefixContractTest extends ProxyContract {
  PrefixContractTest() {
    super("some/where");
  }

  static boolean isRunOnTheGateway() {
    return RadosGateway.isThere() && !Boolean.getBoolean("coffer.thorough");
  }
}
