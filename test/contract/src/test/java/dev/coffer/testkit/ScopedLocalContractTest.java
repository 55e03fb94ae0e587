package dev.coffer.testkit;

import dev.coffer.FileStore;
import dev.coffer.local.Durability;
import dev.coffer.local.LocalFileStore;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** A view of a local directory, beside which lies what must not be seen. */
@Tag("thorough")
class ScopedLocalContractTest extends ScopedViewContractTest {
  private @Nullable FileStore whole;

  @TempDir(factory = MemoryDirectory.class)
  Path root;

  @Override
  protected FileStore newStore() {
    FileStore store = new LocalFileStore(root, Durability.NONE);
    whole = store;
    store.write("outside", "x");
    store.write("view2/outside", "x");
    return store.scoped("view");
  }

  @Override
  protected Optional<FileStore> reopen(FileStore first) {
    return Optional.of(Objects.requireNonNull(whole).scoped("view"));
  }

  @AfterEach
  void closeWhole() {
    Objects.requireNonNull(whole).close();
  }
}
