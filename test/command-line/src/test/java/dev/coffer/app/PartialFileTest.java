package dev.coffer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartialFileTest {
  /** More than any system numbers its processes. */
  private static final long GONE = 999_999_999_999L;

  @TempDir private Path directory;

  private static String nameOf(long process) {
    return ".coffer-get-" + process + "-0123456789abcdef.part";
  }

  private Path left(String name) throws IOException {
    return Files.writeString(directory.resolve(name), "half");
  }

  @Test
  void whatAKilledProcessHasLeftGoesWithTheNext() throws IOException {
    Path left = left(nameOf(GONE));
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
  void filesOfUsersStay() throws IOException {
    Path text = left(".coffer-get-notes.txt");
    Path number = left(".coffer-get-1-a");
    Path ofTheLiving = left(nameOf(ProcessHandle.current().pid()));
    PartialFile.beside(directory.resolve("target")).close();
    assertThat(List.of(text, number, ofTheLiving)).allMatch(Files::exists);
  }

  @Test
  void whatIsBeingWrittenStays() throws IOException {
    Path written = left(nameOf(GONE));
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
    Path link = Files.createSymbolicLink(directory.resolve(nameOf(GONE)), victim);
    Path folder = Files.createDirectory(directory.resolve(nameOf(GONE + 1)));
    PartialFile.beside(directory.resolve("target")).close();
    assertThat(victim).hasContent("half");
    assertThat(link).isSymbolicLink();
    assertThat(folder).isDirectory();
  }
}
