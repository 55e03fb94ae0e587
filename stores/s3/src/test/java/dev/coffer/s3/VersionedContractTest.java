package dev.coffer.s3;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/**
 * The contract on a bucket that keeps what is replaced and deleted: nothing of that is seen. What
 * such buckets do otherwise is in {@link VersionedBucketTest}, which always runs.
 */
@Tag("thorough")
final class VersionedContractTest extends ProxyContract {
  /** {@link VersionedServerTest} shows it without Coffer. */
  private static final String GAP =
      "S3Proxy keeps objects with versions in two steps, and a reader between them finds none";

  VersionedContractTest() {
    super("");
  }

  @Override
  String newBucket(Server server) {
    return server.newVersionedBucket();
  }

  /** This server is slow at them. */
  @Override
  public int largeDirectory() {
    return 1001;
  }

  @Override
  @Test
  @Disabled(GAP)
  public void readersOfAFileThatIsReplacedSeeWholeFiles() {}

  @Override
  @Test
  @Disabled(GAP)
  public void readersOfAFileThatIsStreamedSeeWholeFiles() {}

  @Override
  @Test
  @Disabled(GAP)
  public void readersOfACopysTargetAlwaysFindAFile() {}

  /** It looks at the file that is replaced, and may find none. */
  @Override
  @Test
  @Disabled(GAP)
  public void aCopyIsNeverOfAnotherVersionThanTheOneThatWasSeen() {}

  /** A deletion frees nothing there. */
  @Override
  void empty(String name, S3FileStore all) {
    S3Client client = all.unwrap(S3Client.class).orElseThrow();
    client
        .listObjectVersionsPaginator(r -> r.bucket(name))
        .forEach(
            page -> {
              List<ObjectIdentifier> versions =
                  Stream.concat(
                          page.versions().stream().map(v -> id(v.key(), v.versionId())),
                          page.deleteMarkers().stream().map(m -> id(m.key(), m.versionId())))
                      .toList();
              if (!versions.isEmpty()) {
                client.deleteObjects(r -> r.bucket(name).delete(d -> d.objects(versions)));
              }
            });
  }

  private static ObjectIdentifier id(String key, String version) {
    return ObjectIdentifier.builder().key(key).versionId(version).build();
  }
}
