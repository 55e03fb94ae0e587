package dev.coffer.benchmarks;

/** The SDK, Coffer and other libraries. */
record S3Entrants(S3Access access) implements Entrants {
  @Override
  public Peers<AllFiles> two() throws Exception {
    return new Peers<AllFiles>()
        .with("SDK", () -> new SdkFiles(access))
        .with("Coffer", access::coffer);
  }

  @Override
  public Peers<AllFiles> all() throws Exception {
    return two()
        .with("jclouds", () -> JcloudsFiles.inBucket(access))
        .with("OpenDAL", () -> OpenDalFiles.inBucket(access));
  }

  @Override
  public Peers<LargeWrites> senders() throws Exception {
    return new Peers<LargeWrites>()
        .with("SDK", () -> new SdkFiles(access))
        .with("Coffer", access::coffer)
        .with("jclouds", () -> JcloudsFiles.inBucket(access))
        .with("OpenDAL", () -> OpenDalFiles.inBucket(access))
        .with("S3TransferManager", () -> new TransferManagerWrites(access));
  }
}
