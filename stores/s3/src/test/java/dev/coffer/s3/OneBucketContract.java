package dev.coffer.s3;

import dev.coffer.FileStore;
import dev.coffer.testkit.FileStoreContract;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInstance;

/**
 * The contract where buckets are slow to make, or a user has only so many: all cases share one, in
 * directories of their own or at its root, and delete what is left. The prefix counts in the 1,024
 * bytes of a key.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OneBucketContract extends FileStoreContract {
  private final String directory;
  private int cases;

  /**
   * Makes the contract.
   *
   * @param directory of the bucket in which the cases get theirs; empty for the root
   */
  OneBucketContract(String directory) {
    this.directory = directory;
  }

  abstract FileStore open(String prefix);

  /** A store in a bucket that is not there. */
  abstract FileStore openMissing();

  /** Returns the prefix of each path in this case; empty at the root. */
  private String prefix() {
    return directory.isEmpty() ? "" : directory + "/" + cases + "/";
  }

  @Override
  protected FileStore newStore() {
    cases++;
    return open(prefix());
  }

  @Override
  protected Optional<FileStore> reopen(FileStore first) {
    return Optional.of(open(prefix()));
  }

  @Override
  protected Optional<FileStore> newUnreachableStore() {
    return Optional.of(openMissing());
  }

  @AfterEach
  void deleteWhatIsLeft() {
    try (FileStore left = open(prefix())) {
      deleteAll(left);
    }
  }

  /** Each write is a request; {@link S3ProxyRemoteTest} has thousands of files. */
  @Override
  public int largeDirectory() {
    return Boolean.getBoolean("coffer.thorough") ? 1_100 : 120;
  }

  @Override
  public int longestPath() {
    return 1024 - prefix().length();
  }
}
