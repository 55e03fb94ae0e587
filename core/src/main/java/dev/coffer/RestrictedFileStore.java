package dev.coffer;

import java.util.Collection;
import java.util.Optional;

/** A view that removes nothing: it deletes and moves no file, and its URLs only read. */
abstract class RestrictedFileStore extends ForwardingFileStore {
  private final String nest;
  private final String reason;

  /**
   * Creates a view.
   *
   * @param store the store; closing the view does not close it
   * @param name the name that precedes the store's own name
   * @param reason why a change is refused
   */
  RestrictedFileStore(FileStore store, String name, String reason) {
    // A view of the root, so that closing this one ends the features that it returned and not the
    // store.
    super(new ScopedFileStore(store, FilePath.ROOT));
    this.nest = name + "(" + store + ")";
    this.reason = reason;
  }

  @Override
  public void deleteFiles(Collection<FilePath> paths) {
    throw refused("delete", paths.stream().findFirst().orElse(FilePath.ROOT));
  }

  @Override
  public void deleteFile(FilePath path, DeleteOptions options) {
    throw refused("delete", path);
  }

  @Override
  public void deleteDirectory(FilePath directory) {
    throw refused("delete", directory);
  }

  @Override
  public FileInfo move(FilePath source, FilePath target) {
    throw refused("move", source);
  }

  final PermissionDeniedException refused(String operation, FilePath path) {
    return new PermissionDeniedException(
        new ErrorContext(operation, path.toString(), name()), reason, null);
  }

  @Override
  public <T> Optional<T> unwrap(Class<T> type) {
    return type == PresignedUrls.class
        ? delegate()
            .unwrap(PresignedUrls.class)
            .map(urls -> type.cast(new ReadingUrls(urls, name())))
        : super.unwrap(type)
            .or(() -> delegate().unwrap(type).flatMap(this::restricted).map(type::cast));
  }

  private Optional<Feature> restricted(Object ability) {
    return ability instanceof Feature known && known.leavesFilesAlone()
        ? Optional.of(known.restricted())
        : Optional.empty();
  }

  @Override
  public final String toString() {
    return nest;
  }
}
