package dev.coffer;

import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The base class of layers: forwards exactly the primitives to another store.
 *
 * <p>A subclass overrides the primitives that it changes and sees every call, since the
 * conveniences of {@link FileStore} run on the subclass's own primitives. {@link #unwrap} is not
 * forwarded: a layer passes on a feature of the store below only if it does not bypass the layer.
 */
public abstract class ForwardingFileStore implements FileStore {
  private final FileStore delegate;

  /**
   * Wraps a store.
   *
   * @param delegate receives the calls that a subclass does not override; closed with this store
   */
  protected ForwardingFileStore(FileStore delegate) {
    this.delegate = delegate;
  }

  /**
   * Returns the store below.
   *
   * @return the delegate that was passed to the constructor
   */
  protected final FileStore delegate() {
    return delegate;
  }

  @Override
  public FileInfo write(FilePath path, Content content, WriteOptions options) {
    return delegate.write(path, content, options);
  }

  @Override
  public OpenedFile read(FilePath path, ReadOptions options) {
    return delegate.read(path, options);
  }

  @Override
  public Optional<FileInfo> stat(FilePath path) {
    return delegate.stat(path);
  }

  @Override
  public Stream<Entry> list(FilePath directory, ListOptions options) {
    return delegate.list(directory, options);
  }

  @Override
  public void deleteFiles(Collection<FilePath> paths) {
    delegate.deleteFiles(paths);
  }

  @Override
  public void deleteFile(FilePath path, DeleteOptions options) {
    delegate.deleteFile(path, options);
  }

  @Override
  public void deleteDirectory(FilePath directory) {
    delegate.deleteDirectory(directory);
  }

  @Override
  public FileInfo copy(FilePath source, FilePath target, CopyOptions options) {
    return delegate.copy(source, target, options);
  }

  @Override
  public FileInfo move(FilePath source, FilePath target) {
    return delegate.move(source, target);
  }

  @Override
  public Capabilities capabilities() {
    return delegate.capabilities();
  }

  @Override
  public String name() {
    return delegate.name();
  }

  @Override
  public void close() {
    delegate.close();
  }

  /** Returns the nested layers, outermost first: {@code Recording(Local(file:/var/data))}. */
  @Override
  public String toString() {
    return getClass().getSimpleName().replaceAll("FileStore$", "") + "(" + delegate + ")";
  }
}
