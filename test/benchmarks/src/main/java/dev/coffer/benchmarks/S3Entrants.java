package dev.coffer.benchmarks;

import dev.coffer.ConfigurationException;
import java.util.Optional;

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
    return senders(access::coffer);
  }

  @Override
  public Optional<Peers<LargeWrites>> sendersWithCrc32() throws Exception {
    try (CofferFiles files = access.cofferWithCrc32()) {
      files.write("compared", Tasks.content());
    } catch (ConfigurationException e) {
      return Optional.empty();
    }
    return Optional.of(senders(access::cofferWithCrc32));
  }

  private Peers<LargeWrites> senders(Peers.Opening<LargeWrites> coffer) throws Exception {
    return new Peers<LargeWrites>()
        .with("SDK", () -> new SdkFiles(access))
        .with("Coffer", coffer)
        .with("jclouds", () -> JcloudsFiles.inBucket(access))
        .with("OpenDAL", () -> OpenDalFiles.inBucket(access))
        .with("S3TransferManager", () -> new TransferManagerWrites(access));
  }
}
