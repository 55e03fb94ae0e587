package dev.coffer;

/** A view in which a file is written once; see {@link FileStore#writeOnce()}. */
final class WriteOnceFileStore extends RestrictedFileStore {
  WriteOnceFileStore(FileStore store) {
    super(store, "WriteOnce", "in this view a file stays as it was written");
    if (!store.capabilities().has(Capability.CONDITIONAL_WRITES)) {
      throw new UnsupportedFeatureException(
          new ErrorContext("open", "", name()),
          "the store cannot refuse a write to an existing file",
          null);
    }
  }

  @Override
  public FileInfo write(FilePath path, Content content, WriteOptions options) {
    if (options.requiredEtag().isPresent()) {
      throw refused("write", path);
    }
    return delegate().write(path, content, options.ifAbsent());
  }

  /** By a read and a write, since only a write can ask that there be no file. */
  @Override
  public FileInfo copy(FilePath source, FilePath target, CopyOptions options) {
    target.requireFile("copy", this);
    try (OpenedFile file = options.open(source, () -> current(source), name())) {
      return write(target, Content.of(file.stream()), WriteOptions.like(file.info()));
    }
  }

  private OpenedFile current(FilePath source) {
    return delegate().read(source, ReadOptions.DEFAULTS);
  }
}
