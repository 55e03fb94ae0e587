package dev.coffer.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Where the file of a table is made. */
class LockTablesTest {
  @TempDir(factory = FastDirectory.class)
  Path directory;

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "not every system has handles of directories")
  void theFileIsMadeInTheDirectoryThatWasOpenedAndNotWhereALinkLeads() throws IOException {
    Path area = Files.createDirectory(directory.resolve("area"));
    Path victim = Files.createDirectory(directory.resolve("victim"));
    try (DirectoryHandle opened = OpenRoot.openFolder(area, FileSystemFeatures.ALL)) {
      Path away = Files.move(area, directory.resolve("away"));
      Files.createSymbolicLink(area, victim);
      LockTable table = LockTables.make(opened, area.resolve("new"));
      assertThat(table.isAt(away.resolve("new"))).isTrue();
      assertThat(table.isAt(area.resolve("new"))).isFalse();
      table.close();
    }
    assertThat(victim.resolve("new")).doesNotExist();
  }

  @Test
  void aLinkInThePlaceOfTheFileIsNotFollowed() throws IOException {
    Path victim = Files.createFile(directory.resolve("victim"));
    Path link = Files.createSymbolicLink(directory.resolve("locks"), victim);
    try (DirectoryHandle opened = OpenRoot.openFolder(directory, FileSystemFeatures.ALL)) {
      assertThatThrownBy(() -> LockTables.make(opened, link)).isInstanceOf(IOException.class);
    }
    assertThat(victim).isEmptyFile();
  }

  @Test
  void anInterruptWhileTheFileIsMadeIsOne() throws IOException {
    try (DirectoryHandle opened = OpenRoot.openFolder(directory, FileSystemFeatures.ALL)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> LockFile.make(opened, "locks"))
          .isInstanceOf(ClosedByInterruptException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
