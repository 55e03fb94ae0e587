package dev.coffer.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.FilePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryHandlesTest {
  private static final FilePath DIRECTORY = FilePath.of("d/e");

  @TempDir(factory = FastDirectory.class)
  Path root;

  @Test
  void aDirectoryThatIsDeletedWhileItIsOpenedIsAbsent() throws IOException {
    Path directory = root.resolve(DIRECTORY.toString());
    DirectoryHandles folders =
        new DirectoryHandles(
            PathDirectoryHandle.open(root),
            new DirectoryPlace(null, FilePath.ROOT, root, null),
            new DirectorySyncs(),
            new DirectoryHandles.TreeRoot() {
              @Override
              public void confirm() {}

              @Override
              public void opened(String path, DirectoryHandle opened) throws IOException {
                delete(path);
              }
            });

    Files.createDirectories(directory);
    assertThat(folders.find(DIRECTORY)).isNull();
    Files.createDirectory(directory);
    folders.meet(DIRECTORY);
    Files.createDirectory(directory);
    assertThat(folders.findOrMake(DIRECTORY, (parent, missing) -> {})).isNull();
    folders.close();
  }

  private void delete(String path) throws IOException {
    if (path.equals(DIRECTORY.toString())) {
      Files.deleteIfExists(root.resolve(path));
    }
  }
}
