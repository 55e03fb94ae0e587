package dev.coffer.local;

/** As on systems without handles of directories, on a file system without extended attributes. */
class LocalWithoutFeaturesContractTest extends LocalContract {
  LocalWithoutFeaturesContractTest() {
    super(Durability.NONE, new FileSystemFeatures(false, false));
  }
}
