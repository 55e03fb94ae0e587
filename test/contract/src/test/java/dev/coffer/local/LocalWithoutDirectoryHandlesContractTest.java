package dev.coffer.local;

import org.junit.jupiter.api.Tag;

/** As on systems without handles of directories. */
@Tag("thorough")
class LocalWithoutDirectoryHandlesContractTest extends LocalContract {
  LocalWithoutDirectoryHandlesContractTest() {
    super(Durability.NONE, new FileSystemFeatures(false, true));
  }
}
