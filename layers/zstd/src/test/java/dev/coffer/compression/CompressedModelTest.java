package dev.coffer.compression;

import dev.coffer.FileStore;
import dev.coffer.memory.InMemoryFileStore;
import dev.coffer.testkit.model.ModelContract;
import org.junit.jupiter.api.Tag;

/** Random programs on a store that compresses every file do what they do on any other. */
@Tag("bulk")
class CompressedModelTest extends ModelContract {
  @Override
  protected FileStore newStore() {
    return new CompressingFileStore(new InMemoryFileStore(), Policies.ZSTD);
  }
}
