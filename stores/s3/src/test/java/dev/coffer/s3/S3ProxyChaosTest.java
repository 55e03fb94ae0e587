package dev.coffer.s3;

/** On a server in this process, in every build. */
class S3ProxyChaosTest extends S3ChaosContract {
  @Override
  Server s3() {
    return Proxy.server();
  }

  @Override
  protected boolean keepsConditionsOfDeletions() {
    return false;
  }
}
