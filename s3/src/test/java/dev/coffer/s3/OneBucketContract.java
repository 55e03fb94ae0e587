package dev.coffer.s3;

import dev.coffer.FileStore;
import dev.coffer.testkit.FileStoreContract;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/**
 * The contract on a server that is slow to make buckets, or lets a user have only so many: all
 * cases share one, below a prefix of their own or at its root, which is emptied before each.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OneBucketContract extends FileStoreContract {
  private final boolean atRoot;
  private String bucket = "";
  private int cases;

  OneBucketContract(boolean atRoot) {
    this.atRoot = atRoot;
  }

  /** The server; skips the class where there is none. */
  abstract Server server();

  @BeforeAll
  void makeBucket() {
    bucket = server().newBucket();
  }

  /** What stands before each path in this case; empty at the root. */
  final String prefix() {
    return atRoot ? "" : "case/" + cases + "/";
  }

  private FileStore open() {
    return server().in(bucket).prefix(prefix()).build();
  }

  @Override
  protected FileStore newStore() {
    cases++;
    FileStore store = open();
    if (atRoot) {
      store.clear();
    }
    return store;
  }

  @Override
  protected Optional<FileStore> reopen(FileStore first) {
    return Optional.of(open());
  }

  @Override
  protected Optional<FileStore> newUnreachableStore() {
    return Optional.of(server().in("no-such-bucket").build());
  }

  @Override
  public int largeDirectory() {
    return 1_100;
  }

  @Override
  public Set<String> secrets() {
    return Set.of(server().secretKey());
  }
}
