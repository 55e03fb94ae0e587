package dev.coffer.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Comparator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A directory of the disk whose syncs and deletions a test hears of, holds up or lets fail. */
final class WatchedFolder implements DirectoryHandle {
  private final DirectoryHandle folder;
  private final String path;
  private final Watch watch;

  /** What happens before a call goes on to the disk. */
  interface Watch {
    void beforeSync(String path) throws IOException;

    default void beforeDeletingFolder(String path) throws IOException {}
  }

  private WatchedFolder(DirectoryHandle folder, String path, Watch watch) {
    this.folder = folder;
    this.path = path;
    this.watch = watch;
  }

  static DirectoryHandle open(Path root, Watch watch) throws IOException {
    return new WatchedFolder(PathDirectoryHandle.open(root), "", watch);
  }

  private String below(Path name) {
    return path.isEmpty() ? name.toString() : path + "/" + name;
  }

  @Override
  public @Nullable FileAttributes stat(Path name) throws IOException {
    return folder.stat(name);
  }

  @Override
  public FileChannel openFile(Path name) throws IOException {
    return folder.openFile(name);
  }

  @Override
  public FileChannel openToWrite(String name, Set<OpenOption> options) throws IOException {
    return folder.openToWrite(name, options);
  }

  @Override
  public PosixFileAttributeView posix(String name) throws IOException {
    return folder.posix(name);
  }

  @Override
  public DirectoryHandle folder(Path name) throws IOException {
    return new WatchedFolder(folder.folder(name), below(name), watch);
  }

  @Override
  public DirectoryHandle above() throws IOException {
    return folder.above();
  }

  @Override
  public @Nullable Object identity() throws IOException {
    return folder.identity();
  }

  @Override
  public void rename(String name, DirectoryHandle target, String targetName) throws IOException {
    folder.rename(name, ((WatchedFolder) target).folder, targetName);
  }

  @Override
  public void deleteFile(Path name) throws IOException {
    folder.deleteFile(name);
  }

  @Override
  public void deleteFolder(Path name) throws IOException {
    watch.beforeDeletingFolder(below(name));
    folder.deleteFolder(name);
  }

  @Override
  public void setModified(String name, long nanos) throws IOException {
    folder.setModified(name, nanos);
  }

  @Override
  public DirectoryStream<Path> names() throws IOException {
    return folder.names();
  }

  @Override
  public Comparator<Path> order() {
    return folder.order();
  }

  @Override
  public void sync() throws IOException {
    watch.beforeSync(path);
    folder.sync();
  }

  @Override
  public void close() {
    folder.close();
  }
}
