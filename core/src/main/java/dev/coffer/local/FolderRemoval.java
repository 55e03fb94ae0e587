package dev.coffer.local;

import dev.coffer.FilePath;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Removes a directory in which there are only directories; ends at the first other name. */
final class FolderRemoval implements TreeDeletion.Rules {
  private final LocalErrors errors;

  private FolderRemoval(LocalErrors errors) {
    this.errors = errors;
  }

  /**
   * Removes a directory with all directories in it.
   *
   * @return false if it contains anything else
   */
  static boolean run(DirectoryHandle parent, FilePath directory, LocalErrors errors)
      throws IOException {
    try {
      try (DirectoryHandle folder = parent.folder(directory.name())) {
        TreeDeletion.clear(folder, directory.toString(), 1, new FolderRemoval(errors));
      }
      parent.deleteFolder(directory.name());
      return true;
    } catch (NoSuchFileException | NotDirectoryException e) {
      return true;
    } catch (DirectoryNotEmptyException e) {
      return false;
    }
  }

  @Override
  public boolean deleteUnlessFolder(DirectoryHandle folder, Path name, String path)
      throws IOException {
    FileAttributes node = folder.stat(name);
    if (node != null && !node.isFolder()) {
      throw new DirectoryNotEmptyException(path);
    }
    return node != null;
  }

  @Override
  public RuntimeException translate(String path, IOException e) {
    return errors.translate("delete", path, e);
  }
}
