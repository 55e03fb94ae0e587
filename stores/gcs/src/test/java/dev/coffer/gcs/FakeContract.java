package dev.coffer.gcs;

import dev.coffer.FileStore;
import dev.coffer.testkit.FileStoreContract;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** The contract on a directory of a bucket, or on a whole bucket. */
abstract class FakeContract extends FileStoreContract {
  private final String prefix;
  private String bucket = "none";

  FakeContract(String prefix) {
    this.prefix = prefix;
  }

  private FileStore open(String name) {
    return Fake.in(name).prefix(prefix).build();
  }

  @Override
  protected FileStore newStore() {
    bucket = Fake.newBucket();
    return open(bucket);
  }

  /** The server of these tests keeps all in memory. */
  @AfterEach
  final void emptyTheBucket() {
    try (FileStore all = Fake.in(bucket).build()) {
      all.clear();
    }
  }

  @Override
  protected Optional<FileStore> reopen(FileStore first) {
    return Optional.of(open(bucket));
  }

  @Override
  protected Optional<FileStore> newUnreachableStore() {
    return Optional.of(open("no-such-bucket"));
  }

  @Override
  public Set<String> secrets() {
    return Set.of(Account.TOKEN);
  }

  /** Each write is a request; {@link RemoteStoreTest} has thousands of files. */
  @Override
  public int largeDirectory() {
    return Boolean.getBoolean("coffer.thorough") ? 2001 : 120;
  }

  @Override
  public int longestPath() {
    return prefix.isEmpty() ? 1024 : 1024 - prefix.length() - 1;
  }
}
