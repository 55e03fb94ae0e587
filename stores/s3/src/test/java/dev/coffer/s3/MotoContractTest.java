package dev.coffer.s3;

import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

/** The contract on moto. */
final class MotoContractTest extends ServerContract {
  MotoContractTest() {
    super(Moto.server(), "");
  }

  @Override
  @Test
  @Disabled("moto's web server takes at most 100 headers")
  public void manyKeysAreKept() {}
}
