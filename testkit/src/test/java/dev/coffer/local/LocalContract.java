package dev.coffer.local;

import dev.coffer.FileStore;
import dev.coffer.testkit.FileStoreContract;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** The contract on the local store, in one of its ways of working. */
abstract class LocalContract extends FileStoreContract {
  private final Durability durability;
  private final Features features;

  @TempDir Path root;

  LocalContract(Durability durability, Features features) {
    this.durability = durability;
    this.features = features;
  }

  final FileStore open() {
    return new LocalFileStore(root, durability, features);
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
