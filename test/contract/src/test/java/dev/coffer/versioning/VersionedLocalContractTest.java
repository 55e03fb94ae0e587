package dev.coffer.versioning;

import dev.coffer.FileStore;
import dev.coffer.local.Durability;
import dev.coffer.local.LocalFileStore;
import dev.coffer.testkit.FileStoreContract;
import dev.coffer.testkit.MemoryDirectory;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** The same on a directory, also between two handles. */
class VersionedLocalContractTest extends FileStoreContract {
  @TempDir(factory = MemoryDirectory.class)
  Path root;

  private FileStore open() {
    return new VersioningFileStore(new LocalFileStore(root, Durability.NONE));
  }

  @Override
  protected FileStore newStore() {
    return open();
  }

  @Override
  protected Optional<FileStore> reopen(FileStore first) {
    return Optional.of(open());
  }
}
