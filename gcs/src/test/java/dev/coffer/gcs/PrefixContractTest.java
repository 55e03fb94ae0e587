package dev.coffer.gcs;

import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

final class PrefixContractTest extends FakeContract {
  private static final String LONG =
      "with the store's prefix the key is longer than Google takes; KeysTest has what is said";

  PrefixContractTest() {
    super("some/where");
  }

  @Override
  @Test
  @Disabled(LONG)
  public void aPathOf1024BytesIsKept() {}

  @Override
  @Test
  @Disabled(LONG)
  public void theDirectoryOfAViewCountsInTheLengthOfAPath() {}
}
