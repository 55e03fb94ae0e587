package dev.coffer.compression;

import dev.coffer.FileStore;
import dev.coffer.app.Buckets;
import dev.coffer.config.FileStoreConfig;
import dev.coffer.config.FileStores;
import dev.coffer.testkit.FileStoreContract;
import java.util.Optional;
import org.junit.jupiter.api.Tag;

/** A bucket in which every file is compressed, in many frames, is a store like any other. */
@Tag("thorough")
class CompressedS3ContractTest extends FileStoreContract {
  private static final WritePolicy EVERY_FILE =
      new WritePolicy(CompressionOptions.ZSTD.minSize(0).level(1), 4096, 32 << 10, true);

  private String bucket = "";

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

  static FileStore open(String bucket) {
    return new CompressingFileStore(bare(bucket), EVERY_FILE);
  }

  static FileStore bare(String bucket) {
    return FileStores.open(
        FileStoreConfig.builder()
            .uri(bucket)
            .option("observe", "off")
            .environment(Buckets.environment())
            .build());
  }
}
