package dev.coffer.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.coffer.FileStore;
import dev.coffer.InvalidFilePathException;
import dev.coffer.testkit.FileStoreContract;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
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

  /** What stands before each path in this case; empty at the root. */
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
      left.clear();
    }
  }

  @Override
  public int largeDirectory() {
    return 1_100;
  }

  private String longest(String inside) {
    String path = ("s".repeat(203) + "/").repeat(5) + "file";
    return path.substring(0, 1024 - prefix().length() - inside.length());
  }

  @Override
  @Test
  public void aPathOf1024BytesIsKept() {
    String path = longest("");
    store().write(path, "x");
    assertThat(store().readString(path)).isEqualTo("x");
    assertThrows(InvalidFilePathException.class, () -> store().write(path + "f", "x"));
  }

  @Override
  @Test
  public void theDirectoryOfAViewCountsInTheLengthOfAPath() {
    FileStore view = store().scoped("view");
    String path = longest("view/");
    view.write(path, "x");
    assertThat(view.readString(path)).isEqualTo("x");
    assertThrows(InvalidFilePathException.class, () -> view.write(path + "f", "x"));
  }
}
