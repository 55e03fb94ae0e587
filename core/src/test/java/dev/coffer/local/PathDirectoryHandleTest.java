package dev.coffer.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directories on systems that have no handles of them. */
class PathDirectoryHandleTest {
  @TempDir(factory = FastDirectory.class)
  Path root;

  private DirectoryHandle above;

  @BeforeEach
  void open() throws IOException {
    above = PathDirectoryHandle.open(root);
  }

  @Test
  void inADirectoryWhosePlaceAFileTakesThereIsNothing() throws IOException {
    Files.createDirectories(root.resolve("d/e"));
    Files.createFile(root.resolve("other"));
    DirectoryHandle folder = above.folder("d");
    DirectoryHandle below = folder.folder("e");
    Trees.delete(root.resolve("d"));
    Files.createFile(root.resolve("d"));

    for (DirectoryHandle gone : List.of(folder, below)) {
      assertThat(gone.stat("x")).isNull();
      for (ThrowingCallable call :
          List.<ThrowingCallable>of(
              () -> gone.openFile(Path.of("x")),
              () -> gone.openToWrite("x", DirectoryHandle.CREATE),
              () -> gone.rename("x", above, "y"),
              () -> above.rename("other", gone, "y"),
              () -> gone.deleteFile("x"),
              () -> gone.deleteFolder("x"),
              () -> gone.setModified("x", 0),
              gone::names,
              gone::sync)) {
        assertThatThrownBy(call).isInstanceOf(NoSuchFileException.class);
      }
    }
  }

  @Test
  void whatIsNoDirectoryIsNotDeletedAsOne() throws IOException {
    Files.createFile(root.resolve("file"));
    Files.createDirectories(root.resolve("full/x"));
    Files.createSymbolicLink(root.resolve("link"), root.resolve("full/x"));
    assertThatThrownBy(() -> above.deleteFolder("file")).isInstanceOf(NotDirectoryException.class);
    assertThatThrownBy(() -> above.deleteFolder("link")).isInstanceOf(NotDirectoryException.class);
    assertThatThrownBy(() -> above.deleteFolder("none")).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> above.deleteFolder("full"))
        .isInstanceOf(DirectoryNotEmptyException.class);
    above.folder("full").deleteFolder("x");
    assertThat(root.resolve("full")).isEmptyDirectory();
  }

  @Test
  void aFileThatHasTakenThePlaceOfADirectorySinceItWasLookedAtIsNotDeleted() throws IOException {
    Path file = Files.createFile(root.resolve("n"));
    assertThatThrownBy(() -> PathDirectoryHandle.deleteNoFile(file))
        .isInstanceOf(IOException.class);
    assertThat(file).exists();
    Path folder = Files.createDirectory(root.resolve("d"));
    PathDirectoryHandle.deleteNoFile(folder);
    assertThat(folder).doesNotExist();
  }

  @Test
  void anErrorThatIsNotOfTheDirectoryStaysAsItIs() throws IOException {
    Files.createDirectories(root.resolve("d/e"));
    DirectoryHandle folder = above.folder("d");
    assertThatThrownBy(() -> folder.deleteFile("e"))
        .isInstanceOf(FileSystemException.class)
        .isNotInstanceOf(NoSuchFileException.class);
  }
}
