package dev.coffer.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a deletion of a tree does when others are at work in it. */
class TreeDeletionTest implements WatchedFolder.Watch, TreeDeletion.Rules {
  @TempDir(factory = FastDirectory.class)
  Path root;

  private final List<String> stayed = new ArrayList<>();
  private String writtenTo = "nothing";

  @BeforeEach
  void makeTree() throws IOException {
    for (String file : List.of("g/h/a", "g/h/deep/b", "g/c", "other/d")) {
      Files.createDirectories(root.resolve(file).getParent());
      Files.writeString(root.resolve(file), "text");
    }
  }

  private void clear() throws IOException {
    try (DirectoryHandle folder = WatchedFolder.open(root, this)) {
      TreeDeletion.clear(folder, "", 1, this);
    }
  }

  @Override
  public boolean deleteUnlessFolder(DirectoryHandle folder, Path name, String path)
      throws IOException {
    FileAttributes node = folder.stat(name);
    boolean isFolder = node != null && node.isFolder();
    if (!isFolder) {
      folder.deleteFile(name);
    }
    return isFolder;
  }

  @Override
  public void stays(DirectoryHandle folder, String path) throws IOException {
    folder.sync();
  }

  @Override
  public RuntimeException translate(String path, IOException e) {
    return new UncheckedIOException(path, e);
  }

  @Override
  public void beforeSync(String path) {
    stayed.add(path);
  }

  @Override
  public void beforeDeletingFolder(String path) throws IOException {
    if (path.equals(writtenTo)) {
      Files.writeString(root.resolve(path).resolve("new"), "text");
    }
  }

  @Test
  void eachDirectoryThatIsWrittenToMeanwhileStaysAndIsToldWithThoseAboveIt() throws IOException {
    writtenTo = "g/h";
    clear();
    assertThat(stayed).containsExactly("g/h", "g");
    assertThat(root.resolve("g/h").toFile().list()).containsExactly("new");
    assertThat(root.toFile().list()).containsExactly("g");
  }

  @Test
  void aTreeThatNobodyWritesToIsGone() throws IOException {
    clear();
    assertThat(stayed).isEmpty();
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void anInterruptEndsIt() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(this::clear).isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(root.resolve("g/h")).exists();
  }
}
