package dev.coffer.local;

/** As on systems without handles of directories. */
class LocalWithoutDirectoryHandlesContractTest extends LocalContract {
  LocalWithoutDirectoryHandlesContractTest() {
    super(Durability.NONE, new FileSystemFeatures(false, true));
  }
}
