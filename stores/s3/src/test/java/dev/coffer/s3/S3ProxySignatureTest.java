package dev.coffer.s3;

/** Bodies that are all signed, at a server that would compare a CRC32 too. */
class S3ProxySignatureTest extends BitFlipContract {
  @Override
  Server server() {
    return Proxy.server();
  }

  @Override
  S3Builder told(S3Builder store) {
    return store.crc32(false);
  }
}
