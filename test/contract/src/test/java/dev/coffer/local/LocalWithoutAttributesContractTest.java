package dev.coffer.local;

import org.junit.jupiter.api.Tag;

/** As on file systems without extended attributes. */
@Tag("thorough")
class LocalWithoutAttributesContractTest extends LocalContract {
  LocalWithoutAttributesContractTest() {
    super(Durability.NONE, new FileSystemFeatures(true, false));
  }
}
