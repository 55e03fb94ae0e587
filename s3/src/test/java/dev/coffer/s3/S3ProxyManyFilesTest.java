package dev.coffer.s3;

class S3ProxyManyFilesTest extends ManyFilesContract {
  @Override
  Server server() {
    return Proxy.server();
  }

  /** It takes milliseconds for each. */
  @Override
  int files() {
    return 2_500;
  }
}
