package dev.coffer;

import java.util.Collection;
import java.util.Optional;

/** A view that changes nothing; see {@link FileStore#readOnly()}. */
final class ReadOnlyFileStore extends ForwardingFileStore {
  private final String name;

  ReadOnlyFileStore(FileStore store) {
    // A view of the root, so that closing this one ends what it gave and not the store.
    super(new ScopedFileStore(store, FilePath.ROOT));
    this.name = "ReadOnly(" + store + ")";
  }

  @Override
  public FileInfo write(FilePath path, Content content, WriteOptions options) {
    throw refused("write", path);
  }

  @Override
  public void deleteFiles(Collection<FilePath> paths) {
    throw refused("delete", paths.stream().findFirst().orElse(FilePath.ROOT));
  }

  @Override
  public void deleteDirectory(FilePath directory) {
    throw refused("delete", directory);
  }

  @Override
  public FileInfo copy(FilePath source, FilePath target) {
    throw refused("copy", target);
  }

  @Override
  public FileInfo move(FilePath source, FilePath target) {
    throw refused("move", source);
  }

  private PermissionDeniedException refused(String operation, FilePath path) {
    return new PermissionDeniedException(
        operation, path.toString(), name, "this view of the store is for reading", null);
  }

  @Override
  public <T> Optional<T> unwrap(Class<T> type) {
    return type == PresignedUrls.class
        ? delegate().unwrap(PresignedUrls.class).map(urls -> type.cast(new ReadingUrls(urls, name)))
        : super.unwrap(type);
  }

  @Override
  public String toString() {
    return name;
  }
}
