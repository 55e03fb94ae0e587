package dev.coffer.app.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.local.LocalFileStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderOriginTest {
  @TempDir private Path directory;

  private List<String> names(Stream<FileInfo> files) {
    try (files) {
      return files.map(file -> file.path().toString()).toList();
    }
  }

  private void write(String name) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, name);
  }

  @Test
  void filesComeInTheOrderOfAStore() throws IOException {
    for (String name :
        new String[] {"d/x", "d.x", "d-x/y", "d0", "\uff5e", "\ud83d\uddc4", "é/\uffee/a", "D"}) {
      write(name);
    }
    List<String> walked = names(Origin.of(directory).files(SilentReport.ALL));
    try (FileStore store = new LocalFileStore(directory)) {
      assertThat(walked).hasSize(8).isEqualTo(names(store.walk("")));
    }
  }

  @Test
  void theEtagChangesWithTheFile() throws IOException {
    write("f");
    Origin origin = Origin.of(directory);
    String before = origin.stat(FilePath.of("f")).orElseThrow().etag();
    Files.writeString(directory.resolve("f"), "longer");
    assertThat(origin.stat(FilePath.of("f")).orElseThrow().etag()).isNotEqualTo(before);
  }

  @Test
  void aLinkIsNeitherSeenNorRead() throws IOException {
    write("f");
    Files.createSymbolicLink(directory.resolve("link"), directory.resolve("f"));
    Origin origin = Origin.of(directory);
    assertThat(origin.stat(FilePath.of("link"))).isEmpty();
    assertThatThrownBy(() -> origin.read(FilePath.of("link")))
        .isInstanceOf(FileStoreException.class)
        .hasMessageContaining("no regular file");
    assertThat(names(origin.files(SilentReport.ALL))).containsExactly("f");
  }
}
