package dev.coffer.s3;

/** The same by the SDK alone; one trial of each case tells whether it makes a difference. */
class S3ProxySdkChaosTest extends S3ChaosContract {
  @Override
  Server s3() {
    return Proxy.server();
  }

  @Override
  S3Builder told(S3Builder store) {
    return store.directRequests(false);
  }

  @Override
  protected int trialsOfACase() {
    return Math.min(1, super.trialsOfACase());
  }
}
