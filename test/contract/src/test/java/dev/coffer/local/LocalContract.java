package dev.coffer.local;

import dev.coffer.FileStore;
import dev.coffer.testkit.FileStoreContract;
import dev.coffer.testkit.MemoryDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** The contract on the local store, in one of its ways of working. */
abstract class LocalContract extends FileStoreContract {
  private final Durability durability;
  private final FileSystemFeatures features;

  @TempDir(factory = MemoryDirectory.class)
  Path memory;

  LocalContract(Durability durability, FileSystemFeatures features) {
    this.durability = durability;
    this.features = features;
  }

  Path root() {
    return memory;
  }

  final FileStore open() {
    return new LocalFileStore(root(), durability, features);
  }

  @Override
  protected FileStore newStore() {
    return open();
  }

  @Override
  protected Optional<FileStore> reopen(FileStore first) {
    return Optional.of(open());
  }

  /** One whose root is deleted under it, as a disk is that is not mounted any more. */
  @Override
  protected Optional<FileStore> newUnreachableStore() {
    try {
      Path lost = Files.createDirectory(root().resolve("lost"));
      FileStore store = new LocalFileStore(lost, durability, features);
      Files.move(lost, root().resolve("away"));
      return Optional.of(store);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
