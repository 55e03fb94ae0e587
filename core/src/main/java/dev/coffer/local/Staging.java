package dev.coffer.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The directory in which this process creates what it then moves into place. Its name is used once
 * and by this process alone, so nothing that another process creates ever has a name in it.
 */
final class Staging {
  private final DirectoryHandle all;
  private final DirectoryHandle own;
  private final Path path;
  private final Inodes inodes;
  private final @Nullable DirectoryOwner owner;
  private final AtomicLong names = new AtomicLong();

  private Staging(
      DirectoryHandle all, DirectoryHandle own, Path path, @Nullable DirectoryOwner owner)
      throws IOException {
    this.all = all;
    this.own = own;
    this.path = path;
    this.inodes = Inodes.like(own.identity());
    this.owner = owner;
  }

  /**
   * Creates a directory.
   *
   * @param all the directory of all processes
   * @param path of the new directory, which no other ever has
   */
  static Staging make(DirectoryHandle all, Path path, @Nullable DirectoryOwner owner)
      throws IOException {
    String name = path.getFileName().toString();
    StoreArea.makeNewFolder(path);
    if (owner != null) {
      all.setOwner(name, owner);
    }
    return new Staging(all, all.folder(name), path, owner);
  }

  DirectoryHandle folder() {
    return own;
  }

  Path path() {
    return path;
  }

  /** Whether other processes, which may be dead, have such directories. */
  boolean isBesideOthers() throws IOException {
    try (DirectoryStream<Path> names = all.names()) {
      for (Path name : names) {
        if (!name.getFileName().equals(path.getFileName())) {
          return true;
        }
      }
      return false;
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  /** A name that nothing else in the directory has. */
  String newName() {
    return Long.toString(names.incrementAndGet(), 36);
  }

  /** Creates a file. */
  FileChannel newFile(String name) throws IOException {
    FileChannel channel = own.openToWrite(name, DirectoryHandle.CREATE);
    if (owner != null) {
      own.setOwner(name, owner);
    }
    return channel;
  }

  /**
   * Looks at a file by its path, and not by the directory's handle: so it is also seen whether the
   * directory is still in the area.
   */
  FileAttributes look(String name) throws IOException {
    return FileAttributes.of(FileAttributes.read(path.resolve(name)), inodes);
  }

  /** Creates a directory, to be moved into place, and returns its name. */
  String newFolder() throws IOException {
    String name = newName();
    StoreArea.makeNewFolder(path.resolve(name));
    if (owner != null) {
      own.setOwner(name, owner);
    }
    return name;
  }

  /** Deletes the directory; what may still lie in it is the next sweep's. */
  void delete() throws IOException {
    try {
      all.deleteFolder(path.getFileName().toString());
    } catch (NoSuchFileException e) {
      // The area was deleted.
    } finally {
      close();
    }
  }

  private void close() {
    own.close();
    all.close();
  }
}
