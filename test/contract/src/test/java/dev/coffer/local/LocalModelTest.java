package dev.coffer.local;

import dev.coffer.FileStore;
import dev.coffer.testkit.MemoryDirectory;
import dev.coffer.testkit.model.ModelContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("one-jdk")
class LocalModelTest extends ModelContract {
  @TempDir(factory = MemoryDirectory.class)
  Path temporary;

  @Override
  protected FileStore newStore() {
    try {
      return new LocalFileStore(Files.createTempDirectory(temporary, "root"), Durability.NONE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
