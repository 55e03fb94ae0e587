package dev.coffer.s3;

import org.junit.jupiter.api.Tag;

/** On a server in this process, in every build. */
@Tag("one-jdk")
class S3ProxyRemoteTest extends S3RemoteContract {
  @Override
  Server s3() {
    return Proxy.server();
  }
}
