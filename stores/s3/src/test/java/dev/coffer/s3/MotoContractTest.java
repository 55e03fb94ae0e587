package dev.coffer.s3;

import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The contract on moto. */
@EnabledIfSystemProperty(
    named = "coffer.moto",
    matches = "true",
    disabledReason = "-Dcoffer.moto=true was not asked for")
final class MotoContractTest extends ServerContract {
  MotoContractTest() {
    super(Moto.server(), "");
  }

  @Override
  @Test
  @Disabled("moto's web server takes at most 100 headers")
  public void manyKeysAreKept() {}
}
