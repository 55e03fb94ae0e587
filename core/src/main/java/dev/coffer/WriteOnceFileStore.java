package dev.coffer;

import java.util.Collection;
import java.util.Optional;

/** A view in which a file is written once; see {@link FileStore#writeOnce()}. */
final class WriteOnceFileStore extends ForwardingFileStore {
  private final String name;

  WriteOnceFileStore(FileStore store) {
    // A view of the root, so that closing this one ends what it gave and not the store.
    super(new ScopedFileStore(store, FilePath.ROOT));
    this.name = "WriteOnce(" + store + ")";
    if (!store.capabilities().has(Capability.CONDITIONAL_WRITES)) {
      throw new UnsupportedFeatureException(
          "open", "", name, "the store cannot refuse a write to an existing file", null);
    }
  }

  @Override
  public FileInfo write(FilePath path, Content content, WriteOptions options) {
    if (options.requiredEtag().isPresent()) {
      throw refused("write", path);
    }
    return delegate().write(path, content, options.ifAbsent());
  }

  @Override
  public void deleteFiles(Collection<FilePath> paths) {
    throw refused("delete", paths.stream().findFirst().orElse(FilePath.ROOT));
  }

  @Override
  public void deleteDirectory(FilePath directory) {
    throw refused("delete", directory);
  }

  /** By a read and a write, since only a write can ask that there be no file. */
  @Override
  public FileInfo copy(FilePath source, FilePath target) {
    target.requireFile("copy", this);
    try (OpenedFile file = delegate().read(source, ReadOptions.DEFAULTS)) {
      return write(target, Content.of(file.stream()), metadata(file.info()));
    }
  }

  private static WriteOptions metadata(FileInfo info) {
    WriteOptions options =
        info.contentType().map(WriteOptions.DEFAULTS::contentType).orElse(WriteOptions.DEFAULTS);
    for (var entry : info.metadata().entrySet()) {
      options = options.metadata(entry.getKey(), entry.getValue());
    }
    return options;
  }

  @Override
  public FileInfo move(FilePath source, FilePath target) {
    throw refused("move", source);
  }

  private PermissionDeniedException refused(String operation, FilePath path) {
    return new PermissionDeniedException(
        operation, path.toString(), name, "in this view a file stays as it was written", null);
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
