package dev.coffer.testkit;

import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.memory.InMemoryFileStore;
import java.util.Optional;
import org.junit.jupiter.api.Tag;

/** A layer that changes nothing is a store like the one below. */
@Tag("thorough")
class ForwardingContractTest extends FileStoreContract {
  @Override
  protected FileStore newStore() {
    return new ForwardingFileStore(new InMemoryFileStore()) {};
  }

  @Override
  protected Optional<FileStore> newUnreachableStore() {
    return Optional.of(new ForwardingFileStore(new DeniedFileStore(new InMemoryFileStore())) {});
  }
}
