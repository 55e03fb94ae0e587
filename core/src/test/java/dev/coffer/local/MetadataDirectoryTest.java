package dev.coffer.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The directory of the metadata that are not attributes of their files. */
class MetadataDirectoryTest {
  private static final FileSystemFeatures NO_ATTRIBUTES = new FileSystemFeatures(true, false);

  private final List<String> synced = new ArrayList<>();
  private boolean failing;

  private void sync(String path) throws IOException {
    synced.add(path);
    if (failing) {
      throw new IOException("Input/output error");
    }
  }

  private StoreArea area(Path root) throws IOException {
    return StoreArea.make(
        root, WatchedFolder.open(root, this::sync), NO_ATTRIBUTES, new DirectorySyncs());
  }

  @Test
  void itsNamesAreSyncedOnceAlsoWhenItIsThere(@TempDir Path root) throws IOException {
    Files.createDirectories(root.resolve(".coffer/metadata"));
    StoreArea area = area(root);
    assertThat(area.existingMetadata()).isNotNull();
    area.metadata();
    area.metadata();
    assertThat(synced).containsExactly(".coffer", "");
    area.close();
  }

  @Test
  void whenTheirSyncHasFailedItIsNotUsed(@TempDir Path root) throws IOException {
    StoreArea area = area(root);
    failing = true;
    assertThatThrownBy(area::metadata).hasMessage("Input/output error");
    failing = false;
    assertThatThrownBy(area::metadata)
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("check the disk");
    area.close();
  }
}
