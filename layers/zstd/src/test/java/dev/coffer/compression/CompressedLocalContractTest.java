package dev.coffer.compression;

import dev.coffer.FileStore;
import dev.coffer.local.Durability;
import dev.coffer.local.LocalFileStore;
import dev.coffer.testkit.FileStoreContract;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** A directory of compressed files is a store like any other. */
@Tag("thorough")
class CompressedLocalContractTest extends FileStoreContract {
  @TempDir Path directory;

  @Override
  protected FileStore newStore() {
    return open();
  }

  @Override
  protected Optional<FileStore> reopen(FileStore first) {
    return Optional.of(open());
  }

  private FileStore open() {
    return new CompressingFileStore(new LocalFileStore(directory, Durability.NONE), Policies.ZSTD);
  }
}
