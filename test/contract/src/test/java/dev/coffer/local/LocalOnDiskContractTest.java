package dev.coffer.local;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** With durability full on a disk, as most users have it. */
@Tag("thorough")
class LocalOnDiskContractTest extends LocalContract {
  @TempDir Path disk = Path.of("");

  LocalOnDiskContractTest() {
    super(Durability.FULL, FileSystemFeatures.ALL);
  }

  @Override
  Path root() {
    return disk;
  }

  @Override
  public int largeDirectory() {
    return 2_000;
  }
}
