package dev.coffer.s3;

/** On a server in this process, in every build. */
class S3ProxyRemoteTest extends S3RemoteContract {
  @Override
  Server s3() {
    return Proxy.server();
  }
}
