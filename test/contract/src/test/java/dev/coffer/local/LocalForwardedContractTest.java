package dev.coffer.local;

import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import java.util.Optional;
import org.junit.jupiter.api.Tag;

/** Below a layer that changes nothing. */
@Tag("thorough")
class LocalForwardedContractTest extends LocalContract {
  LocalForwardedContractTest() {
    super(Durability.NONE, FileSystemFeatures.ALL);
  }

  private static final class Layer extends ForwardingFileStore {
    Layer(FileStore next) {
      super(next);
    }
  }

  @Override
  protected FileStore newStore() {
    return new Layer(open());
  }

  @Override
  protected Optional<FileStore> reopen(FileStore first) {
    return Optional.of(new Layer(open()));
  }
}
