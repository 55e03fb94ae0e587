package dev.coffer.spi;

import dev.coffer.Content;
import dev.coffer.CopyOptions;
import dev.coffer.DeleteOptions;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.ForwardingFileStore;
import dev.coffer.WriteOptions;
import java.util.Collection;

/** A store that is changed as long as this process has a lease. */
final class LeasedFileStore extends ForwardingFileStore {
  private final StoreLease lease;

  LeasedFileStore(FileStore delegate, StoreLease lease) {
    super(delegate);
    this.lease = lease;
  }

  @Override
  public FileInfo write(FilePath path, Content content, WriteOptions options) {
    lease.require();
    return super.write(path, content, options);
  }

  /** Each file is named by a failure, so that it is known that none was deleted. */
  @Override
  public void deleteFiles(Collection<FilePath> paths) {
    try {
      lease.require();
    } catch (FileStoreException e) {
      throw paths.isEmpty() ? e : none(paths, e);
    }
    super.deleteFiles(paths);
  }

  private static FileStoreException none(Collection<FilePath> paths, FileStoreException failure) {
    return FileStoreException.ofAll(
        paths.stream().map(path -> OwnArea.errorOf("delete", path, failure)).toList());
  }

  @Override
  public void deleteFile(FilePath path, DeleteOptions options) {
    lease.require();
    super.deleteFile(path, options);
  }

  @Override
  public void deleteDirectory(FilePath directory) {
    lease.require();
    super.deleteDirectory(directory);
  }

  @Override
  public FileInfo copy(FilePath source, FilePath target, CopyOptions options) {
    lease.require();
    return super.copy(source, target, options);
  }

  @Override
  public FileInfo move(FilePath source, FilePath target) {
    lease.require();
    return super.move(source, target);
  }
}
