package dev.coffer.s3;

import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

final class PrefixContractTest extends ProxyContract {
  PrefixContractTest() {
    super("some/where");
  }

  @Override
  @Test
  @Disabled("with the store's prefix the key is longer than S3 takes; KeysTest has what is said")
  public void aPathOf1024BytesIsKept() {}

  @Override
  @Test
  @Disabled("with the store's prefix the key is longer than S3 takes; KeysTest has what is said")
  public void theDirectoryOfAViewCountsInTheLengthOfAPath() {}
}
