package dev.coffer.s3;

/** Bodies that are not signed and carry a CRC32, at a server that compares it. */
class S3ProxyCrc32Test extends BitFlipContract {
  @Override
  Server server() {
    return Proxy.server();
  }

  @Override
  S3Builder told(S3Builder store) {
    return store.crc32(true);
  }
}
