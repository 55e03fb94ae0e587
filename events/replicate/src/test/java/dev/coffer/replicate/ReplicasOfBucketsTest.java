package dev.coffer.replicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.ConnectionException;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;
import dev.coffer.fakegcs.FakeGcsServer;
import dev.coffer.s3proxy.S3ProxyServer;
import dev.coffer.testkit.ChaosProxy;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("one-jdk")
class ReplicasOfBucketsTest {
  private static final int MEBIBYTE = 1 << 20;

  @TempDir private Path directory;
  private final ChaosProxy network = new ChaosProxy(S3ProxyServer.endpoint());
  private final String bucket =
      "s3://%s?region=us-east-1&path-style=true&request.give-up-after=1s&endpoint=%s"
          .formatted(S3ProxyServer.newBucket(), network.uri());

  @AfterEach
  void closeNetwork() {
    network.close();
  }

  @Test
  void aReplicaThatWasAwayComesBackEqual() {
    comesBackEqual(300);
  }

  @Test
  @Tag("thorough")
  void aReplicaThatWasAwayForTenThousandChangesComesBackEqual() {
    comesBackEqual(10_000);
  }

  private void comesBackEqual(int changes) {
    long seed = Long.getLong("coffer.seed", System.nanoTime());
    System.out.println("seed " + seed);
    RandomChanges random = new RandomChanges(seed);
    try (Pair pair = Pair.open(directory, bucket, "replication.close-timeout=0s")) {
      random.make(pair.primary(), 50);
      pair.settle();
      network.refuse();
      random.make(pair.primary(), changes);
    }
    try (Pair pair = Pair.open(directory, bucket, "")) {
      network.heal();
      pair.settle();
      assertThat(Pair.contents(pair.primary())).isEqualTo(random.expected());
      assertThat(Pair.contents(pair.replica())).isEqualTo(random.expected());
      assertThat(pair.log().deadLetters()).isEmpty();
    }
  }

  @Test
  void aBucketOfGoogleFollowsABucketOfS3() {
    try (FakeGcsServer google = new FakeGcsServer()) {
      google.createBucket("copies");
      String replica = "gs://copies/p?endpoint=" + google.uri();
      FileStoreConfig config =
          FileStoreConfig.builder()
              .uri(bucket)
              .environment(Pair.ENVIRONMENT)
              .option("state", directory.toString())
              .option("replicas", replica)
              .build();
      RandomChanges random = new RandomChanges(1);
      try (Pair pair = new Pair(FileStores.open(config), Pair.open(replica))) {
        random.make(pair.primary(), 60);
        pair.settle();
        assertThat(Pair.contents(pair.replica())).isEqualTo(random.expected());
      }
    }
  }

  private FileStore failingOver() {
    return FileStores.open(
        FileStoreConfig.builder()
            .uri(bucket)
            .environment(Pair.ENVIRONMENT)
            .option("state", directory.resolve("state").toString())
            .option("replicas", directory.resolve("copy").toUri().toString())
            .option("replication.read", "failover")
            .option("replication.ack", "all")
            .option("replication.timeout", "10m")
            .build());
  }

  @Test
  void readsFailOverWithTheEtagOfThePrimaryAndNeverSayThatAFileIsMissing() {
    try (FileStore store = failingOver()) {
      FileInfo written = store.write("a", "1");
      network.refuse();

      assertThat(store.readString("a")).isEqualTo("1");
      assertThat(store.stat("a").orElseThrow().etag()).isEqualTo(written.etag());
      try (OpenedFile file =
          store.read(FilePath.of("a"), ReadOptions.DEFAULTS.ifMatch(written.etag()))) {
        assertThat(file.info().metadata()).isEqualTo(Map.of());
        assertThat(file.info().etag()).isEqualTo(written.etag());
      }
      assertThatThrownBy(() -> store.readString("missing")).isInstanceOf(ConnectionException.class);
      assertThatThrownBy(() -> store.stat("missing")).isInstanceOf(ConnectionException.class);
      network.heal();
      assertThat(store.exists("missing")).isFalse();
    }
  }

  @Test
  void aStreamContinuesAtTheReplica() throws Exception {
    byte[] bytes = new byte[24 * MEBIBYTE];
    new Random(1).nextBytes(bytes);
    try (FileStore store = failingOver()) {
      store.write("large", bytes);
      try (InputStream in = store.open("large")) {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        read.write(in.readNBytes(MEBIBYTE));
        network.refuse();
        in.transferTo(read);
        assertThat(read.toByteArray()).isEqualTo(bytes);
      }
    }
  }

  @Test
  void aStreamDoesNotContinueWithAnotherVersion() throws Exception {
    byte[] bytes = new byte[24 * MEBIBYTE];
    try (FileStore store = failingOver()) {
      store.write("large", bytes);
      try (InputStream in = store.open("large")) {
        assertThat(in.readNBytes(MEBIBYTE)).hasSize(MEBIBYTE);
        store.write("large", "another");
        network.refuse();
        assertThatThrownBy(in::readAllBytes).isInstanceOf(ConnectionException.class);
      }
    }
  }
}
