package dev.coffer.s3;

import dev.coffer.FileStore;
import dev.coffer.testkit.FileStoreContract;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** The contract on a directory of a bucket of a server, or on a whole bucket. */
abstract class ServerContract extends FileStoreContract {
  private final Server server;
  private final String prefix;
  private String bucket = "none";

  ServerContract(Server server, String prefix) {
    this.server = server;
    this.prefix = prefix;
  }

  String newBucket(Server server) {
    return server.newBucket();
  }

  /** A store below the prefix. */
  FileStore open(String name) {
    return told(server.in(name).prefix(prefix)).build();
  }

  /** Sets what else the stores of a test have. */
  S3Builder told(S3Builder store) {
    return store;
  }

  @Override
  protected FileStore newStore() {
    bucket = newBucket(server);
    return open(bucket);
  }

  /** The servers of these tests keep all in memory. */
  @AfterEach
  final void emptyTheBucket() {
    try (S3FileStore all = server.in(bucket).build()) {
      empty(bucket, all);
    }
  }

  void empty(String name, S3FileStore all) {
    all.clear();
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
    return Set.of(server.secretKey());
  }

  /** Each write is a request; {@link S3ProxyRemoteTest} has thousands of files. */
  @Override
  public int largeDirectory() {
    return Boolean.getBoolean("coffer.thorough") ? 2001 : 120;
  }

  @Override
  public int longestPath() {
    return prefix.isEmpty() ? 1024 : 1024 - prefix.length() - 1;
  }
}
