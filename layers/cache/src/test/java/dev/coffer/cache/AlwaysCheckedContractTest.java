package dev.coffer.cache;

import dev.coffer.FileStore;
import dev.coffer.local.Durability;
import dev.coffer.local.LocalFileStore;
import dev.coffer.testkit.FileStoreContract;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** A cache that checks each read is as current as the store, also beside other handles of it. */
@Tag("thorough")
class AlwaysCheckedContractTest extends FileStoreContract {
  @TempDir private Path root;

  @Override
  protected FileStore newStore() {
    return checked();
  }

  @Override
  protected Optional<FileStore> reopen(FileStore first) {
    return Optional.of(checked());
  }

  private FileStore checked() {
    return new CachingFileStore(
        new LocalFileStore(root, Durability.NONE),
        CacheOptions.DEFAULTS.freshness(CacheOptions.Freshness.ALWAYS));
  }
}
