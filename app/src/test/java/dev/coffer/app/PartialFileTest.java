package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartialFileTest {
  @TempDir private Path directory;

  private Path left(String name) throws IOException {
    return Files.writeString(directory.resolve(name), "half");
  }

  @Test
  void whatAKilledProcessHasLeftGoesWithTheNext() throws IOException {
    Path left = left(".coffer-get-1-abc");
    Path other = left(".coffer-gets");
    try (PartialFile partial = PartialFile.beside(directory.resolve("target"))) {
      assertThat(left).doesNotExist();
      partial.stream().write('x');
      partial.replace(directory.resolve("target"));
    }
    assertThat(other).exists();
    assertThat(directory).isDirectoryContaining("glob:**/target");
    assertThat(directory.toFile().list()).hasSize(2);
  }

  @Test
  void whatIsBeingWrittenStays() throws IOException {
    Path written = left(".coffer-get-1-abc");
    try (FileChannel writer = FileChannel.open(written, StandardOpenOption.WRITE)) {
      assertThat(writer.tryLock()).isNotNull();
      PartialFile.beside(directory.resolve("target")).close();
    }
    assertThat(written).exists();
    assertThat(directory.toFile().list()).hasSize(1);
  }

  @Test
  void whatIsNoFileOfThatNameStays() throws IOException {
    Path victim = left("victim");
    Path link = Files.createSymbolicLink(directory.resolve(".coffer-get-1-link"), victim);
    Path folder = Files.createDirectory(directory.resolve(".coffer-get-1-folder"));
    PartialFile.beside(directory.resolve("target")).close();
    assertThat(victim).hasContent("half");
    assertThat(link).isSymbolicLink();
    assertThat(folder).isDirectory();
  }
}
