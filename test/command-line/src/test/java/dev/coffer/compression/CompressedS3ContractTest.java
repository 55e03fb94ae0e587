package dev.coffer.compression;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.coffer.Capabilities;
import dev.coffer.Capability;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.app.Buckets;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;
import dev.coffer.testkit.FileStoreContract;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInfo;

/** A bucket in which every file is compressed, in many frames, is a store like any other. */
@Tag("thorough")
class CompressedS3ContractTest extends FileStoreContract {
  private static final WritePolicy EVERY_FILE =
      new WritePolicy(CompressionOptions.ZSTD.minSize(0).level(1), 4096, 32 << 10, true);

  /** What S3Proxy does not do without the layer either; the tests of s3 run it on other servers. */
  private static final Set<String> NOT_ON_S3PROXY =
      Set.of(
          "aConditionalUpdateNeverUndoesADeletionItDidNotSee",
          "aConditionalUpdateNeverUndoesAMoveItDidNotSee",
          "aConditionalUpdateNeverUndoesAWriteItDidNotSee",
          "aFileAndADirectoryMayShareANameWhereTheStoreAllowsIt",
          "aFileAndADirectoryOfOneNameAreDeletedSeparately",
          "noUpdateIsLost",
          "noUpdateIsLostBetweenHandles",
          "oneOfManyUpdatesOfAVersionWins",
          "readersSeeBytesAndMetadataOfOneVersion");

  private String bucket = "";

  @BeforeEach
  void skipWhatS3ProxyDoesNotDo(TestInfo test) {
    String name = test.getTestMethod().orElseThrow().getName();
    assumeFalse(
        NOT_ON_S3PROXY.contains(name),
        "S3Proxy keeps objects as files, and checks a condition and writes in two steps");
  }

  @Override
  protected FileStore newStore() {
    bucket = Buckets.newS3();
    return open(bucket);
  }

  @Override
  protected Optional<FileStore> reopen(FileStore first) {
    return Optional.of(open(bucket));
  }

  @Override
  protected Optional<FileStore> newUnreachableStore() {
    return Optional.of(open(Buckets.lostS3()));
  }

  @Override
  public int largeDirectory() {
    return 1100;
  }

  private static FileStore open(String bucket) {
    return new UnconditionalDeletions(new CompressingFileStore(bare(bucket), EVERY_FILE));
  }

  /** The bucket without the layer. */
  static FileStore bare(String bucket) {
    return FileStores.open(
        FileStoreConfig.builder()
            .uri(bucket)
            .option("observe", "off")
            .environment(Buckets.environment())
            .build());
  }

  /** S3Proxy ignores the condition of a deletion, which a store finds out when it is asked. */
  private static final class UnconditionalDeletions extends ForwardingFileStore {
    UnconditionalDeletions(FileStore delegate) {
      super(delegate);
    }

    @Override
    public Capabilities capabilities() {
      Capabilities below = super.capabilities();
      Set<Capability> supported = EnumSet.copyOf(below.supported());
      supported.remove(Capability.CONDITIONAL_DELETES);
      return new Capabilities(
          supported, below.maxFileSize(), below.concurrency(), below.writeConcurrency());
    }

    @Override
    public <T> Optional<T> unwrap(Class<T> type) {
      return delegate().unwrap(type);
    }
  }
}
