package dev.coffer;

/** A view that changes nothing; see {@link FileStore#readOnly()}. */
final class ReadOnlyFileStore extends RestrictedFileStore {
  ReadOnlyFileStore(FileStore store) {
    super(store, "ReadOnly", "this view of the store is for reading");
  }

  @Override
  public FileInfo write(FilePath path, Content content, WriteOptions options) {
    throw refused("write", path);
  }

  @Override
  public FileInfo copy(FilePath source, FilePath target, CopyOptions options) {
    throw refused("copy", target);
  }
}
