package dev.coffer.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.FilePath;
import dev.coffer.FileStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The behaviour of every {@link FileStore}: extend this class in a test, specify how to create an
 * empty store, and every case runs on it.
 *
 * <pre>{@code
 * class BucketFileStoreTest extends FileStoreContract {
 *   @Override
 *   protected FileStore newStore() {
 *     return new BucketFileStore(emptyBucket());
 *   }
 * }
 * }</pre>
 *
 * <p>Each case has a store of its own and states one behaviour in its name. A case is skipped and
 * the reason is printed if it needs an ability that the store's {@linkplain
 * FileStore#capabilities() capabilities} do not name, a second handle but {@link #reopen} returns
 * none, or an unreachable store but {@link #newUnreachableStore} returns none. A service with a
 * quirk of its own overrides that one case, with a comment that states the quirk.
 *
 * <p>The cases need no network, no clock and no file of their own except a temporary directory for
 * a local source. They write at most about 25 MiB at a time, and {@link #largeDirectory()} files. A
 * case that takes longer than two minutes fails, by its name. All have the tag {@code contract}.
 */
@ExtendWith(SkippedCases.class)
@Tag("contract")
@Timeout(120)
public abstract class FileStoreContract
    implements WritingCases,
        FailedWriteCases,
        StagedWriteCases,
        ReadingCases,
        RangeCases,
        StatCases,
        MetadataCases,
        ConditionCases,
        ListingCases,
        PagingCases,
        DeletingCases,
        ConditionalDeletionCases,
        CopyingCases,
        ConditionalCopyCases,
        MovingCases,
        PathCases,
        ErrorCases,
        UnreachableCases,
        CheckingCases,
        ConcurrencyCases,
        HandleCases,
        ClosingCases,
        ScopedViewCases,
        LargeContentCases,
        LargestFileCases,
        BulkCases,
        InterruptionCases,
        OwnAreaCases,
        ConvenienceCases {
  private final List<FileStore> opened = new ArrayList<>();
  private @Nullable FileStore store;

  /** Creates the test of a back end. */
  protected FileStoreContract() {}

  /**
   * Creates a store without any file. Called once before each case; the contract closes it. This
   * method also prepares what the store needs.
   *
   * @return a new store, or one that has been emptied
   */
  protected abstract FileStore newStore();

  /**
   * Deletes all files of a store, and those that the cases have kept in Coffer's own area, which
   * {@link FileStore#clear()} leaves: for a bucket that several cases share.
   *
   * @param store the store of a case
   */
  protected static void deleteAll(FileStore store) {
    store.clear();
    store.deleteDirectory(OwnAreaCases.AREA.below(FilePath.ROOT));
  }

  /**
   * Opens the files of a store again, as another process would: while the store is open, or after
   * it was closed. The contract closes the result.
   *
   * @param first the store created by {@link #newStore()}
   * @return a separate handle, empty if there can be none
   */
  protected Optional<FileStore> reopen(FileStore first) {
    return Optional.empty();
  }

  /**
   * Opens a store whose back end refuses every access or cannot be reached: a missing bucket, a
   * wrong password, a root directory that is gone, a port on which nothing listens. The contract
   * closes it.
   *
   * @return such a store, empty if there can be none
   */
  protected Optional<FileStore> newUnreachableStore() {
    return Optional.empty();
  }

  /** Opens the store of the case, before the {@code @BeforeEach} methods of a subclass. */
  @BeforeEach
  public final void openStore() {
    store = newStore();
    opened.add(store);
  }

  /**
   * Returns the store of this case.
   *
   * @return the same store throughout a case
   */
  @Override
  public final FileStore store() {
    return Objects.requireNonNull(store, "the store of a case is open during the case alone");
  }

  /**
   * Returns another handle on the files of this case.
   *
   * @return a new handle; the case is skipped if {@link #reopen} returns none
   */
  @Override
  public final FileStore anotherHandle() {
    Optional<FileStore> handle = reopen(store());
    assumeTrue(handle.isPresent(), "there is no second handle on the files of this store");
    opened.add(handle.get());
    return handle.get();
  }

  /**
   * Returns a store whose back end cannot be reached.
   *
   * @return a new store; the case is skipped if {@link #newUnreachableStore} returns none
   */
  @Override
  public final FileStore unreachable() {
    Optional<FileStore> unreachable = newUnreachableStore();
    assumeTrue(unreachable.isPresent(), "there is no such store that cannot be reached");
    opened.add(unreachable.get());
    return unreachable.get();
  }

  /**
   * Returns how many names the case on a large directory writes into one directory, and any other
   * case at most.
   *
   * @return 10,000 unless overridden; fewer if each write is a slow request. With a thousand or
   *     fewer the cases with more than a thousand files are skipped
   */
  @Override
  public int largeDirectory() {
    return 10_000;
  }

  /**
   * Returns the length in bytes of the longest path that the store accepts. It is exact: a path
   * with one byte more must be refused.
   *
   * @return 1,024 unless overridden; less the store's own prefix, with its slash, if the back end
   *     counts it
   */
  @Override
  public int longestPath() {
    return 1024;
  }

  /**
   * Returns texts that the store was opened with and that must never be shown, such as a password.
   *
   * @return none unless overridden
   */
  @Override
  public Set<String> secrets() {
    return Set.of();
  }

  /** Closes everything that the case opened. */
  @AfterEach
  public final void closeStores() {
    store = null;
    opened.forEach(FileStore::close);
    opened.clear();
  }
}
