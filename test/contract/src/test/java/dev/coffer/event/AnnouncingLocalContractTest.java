package dev.coffer.event;

import dev.coffer.FileStore;
import dev.coffer.local.Durability;
import dev.coffer.local.LocalFileStore;
import dev.coffer.testkit.FileStoreContract;
import dev.coffer.testkit.MemoryDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("thorough")
class AnnouncingLocalContractTest extends FileStoreContract {
  @TempDir(factory = MemoryDirectory.class)
  Path root;

  private static FileStore open(Path directory) {
    return new AnnouncingFileStore(
        new LocalFileStore(directory, Durability.NONE), new InMemoryEventLog());
  }

  @Override
  protected FileStore newStore() {
    return open(root);
  }

  @Override
  protected Optional<FileStore> reopen(FileStore first) {
    return Optional.of(open(root));
  }

  @Override
  protected Optional<FileStore> newUnreachableStore() {
    try {
      Path lost = Files.createDirectory(root.resolve("lost"));
      FileStore store = open(lost);
      Files.move(lost, root.resolve("away"));
      return Optional.of(store);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
