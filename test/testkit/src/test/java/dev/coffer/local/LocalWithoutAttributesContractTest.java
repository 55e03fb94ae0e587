package dev.coffer.local;

/** As on file systems without extended attributes. */
class LocalWithoutAttributesContractTest extends LocalContract {
  LocalWithoutAttributesContractTest() {
    super(Durability.NONE, new FileSystemFeatures(true, false));
  }
}
