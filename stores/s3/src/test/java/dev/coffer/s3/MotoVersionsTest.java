package dev.coffer.s3;

import dev.coffer.FileStore;
import dev.coffer.testkit.FileVersionsContract;
import dev.coffer.versioning.NativeVersioningFileStore;
import dev.coffer.versioning.Retention;

/** The versions of a bucket of moto. */
class MotoVersionsTest extends FileVersionsContract {
  private final Server server = Moto.server();

  @Override
  protected FileStore newStore(Retention retention) {
    FileStore store = server.in(server.newVersionedBucket()).prefix("some/where").build();
    return NativeVersioningFileStore.of(store, retention).orElseThrow();
  }
}
