package dev.coffer.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class OwnerOnlyTest {
  @TempDir private Path directory;

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no such permissions")
  void onlyTheOwnerSeesWhatIsMade() throws IOException {
    Path file = directory.resolve("file");
    Path folder = directory.resolve("folder");
    assertThat(Files.createFile(file, OwnerOnly.file(file)).toFile()).exists();
    assertThat(Files.createDirectory(folder, OwnerOnly.directory(folder)).toFile()).exists();
    assertThat(Files.getAttribute(file, "unix:mode")).isEqualTo(0100600);
    assertThat(Files.getAttribute(folder, "unix:mode")).isEqualTo(0040700);
  }

  @Test
  void aFileSystemWithoutPermissionsIsAskedForNone() throws IOException {
    URI zip = URI.create("jar:" + directory.resolve("a.zip").toUri());
    try (FileSystem files = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
      assertThat(OwnerOnly.file(files.getPath("a"))).isEmpty();
      assertThat(OwnerOnly.directory(files.getPath("a"))).isEmpty();
    }
  }
}
