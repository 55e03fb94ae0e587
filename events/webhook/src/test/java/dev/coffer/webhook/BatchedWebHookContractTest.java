package dev.coffer.webhook;

import dev.coffer.FileStore;
import dev.coffer.delivery.Outbox;
import dev.coffer.local.Durability;
import dev.coffer.local.LocalFileStore;
import dev.coffer.testkit.FileStoreContract;
import dev.coffer.testkit.MemoryDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** With batches, an outbox on the disk, and two handles that share it. */
@Tag("thorough")
class BatchedWebHookContractTest extends FileStoreContract {
  @TempDir(factory = MemoryDirectory.class)
  Path root;

  @Override
  protected FileStore newStore() {
    return open(root);
  }

  private FileStore open(Path files) {
    return new BatchedWebHookFileStore(
        new LocalFileStore(files.resolve("files"), Durability.NONE),
        new Outbox(root.resolve("outbox.db")),
        List.of(WebHookContractTest.DEAD));
  }

  @Override
  protected Optional<FileStore> reopen(FileStore first) {
    return Optional.of(open(root));
  }

  @Override
  protected Optional<FileStore> newUnreachableStore() {
    try {
      Path lost = root.resolve("lost");
      Files.createDirectories(lost.resolve("files"));
      FileStore store = open(lost);
      Files.move(lost, root.resolve("away"));
      return Optional.of(store);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
