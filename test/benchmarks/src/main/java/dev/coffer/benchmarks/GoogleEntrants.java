package dev.coffer.benchmarks;

/** Google's client and Coffer. */
record GoogleEntrants(GoogleAccess access) implements Entrants {
  @Override
  public Peers<AllFiles> two() throws Exception {
    return new Peers<AllFiles>()
        .with("client", () -> new GoogleFiles(access))
        .with("Coffer", access::coffer);
  }

  @Override
  public Peers<AllFiles> all() throws Exception {
    return two().with("64 threads", () -> new GoogleThreads(access));
  }

  @Override
  public Peers<LargeWrites> senders() throws Exception {
    return new Peers<LargeWrites>()
        .with("client", () -> new GoogleFiles(access))
        .with("Coffer", access::coffer)
        .with("composite upload", () -> new CompositeUploads(access));
  }
}
