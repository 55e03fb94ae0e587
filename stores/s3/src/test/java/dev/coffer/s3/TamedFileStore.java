package dev.coffer.s3;

import dev.coffer.Capabilities;
import dev.coffer.Capability;
import dev.coffer.ConflictException;
import dev.coffer.Content;
import dev.coffer.CopyOptions;
import dev.coffer.Entry;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.ListOptions;
import dev.coffer.NotFoundException;
import dev.coffer.WriteOptions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Hides from a model what S3Proxy does otherwise than S3: it cannot hold a file and a directory of
 * one name, and decides conditions in two steps, and does not keep those of deletions.
 */
final class TamedFileStore extends ForwardingFileStore {
  TamedFileStore(FileStore delegate) {
    super(delegate);
  }

  @Override
  public synchronized FileInfo write(FilePath path, Content content, WriteOptions options) {
    refuseTaken("write", path);
    return super.write(path, content, options);
  }

  @Override
  public synchronized FileInfo copy(FilePath source, FilePath target, CopyOptions options) {
    if (options.isConditional()) {
      options.check(source, stat(source).map(FileInfo::etag), name());
    }
    require("copy", source);
    refuseTaken("copy", target);
    return super.copy(source, target, options);
  }

  @Override
  public synchronized FileInfo move(FilePath source, FilePath target) {
    require("move", source);
    refuseTaken("move", target);
    return super.move(source, target);
  }

  private void require(String operation, FilePath source) {
    source.requireFile(operation, this);
    if (stat(source).isEmpty()) {
      throw new NotFoundException(new ErrorContext(operation, source.toString(), "s3"), null, null);
    }
  }

  private void refuseTaken(String operation, FilePath path) {
    path.requireFile(operation, this);
    boolean directory;
    try (Stream<Entry> below = super.list(path, ListOptions.DEFAULTS.pageSize(1))) {
      directory = below.findAny().isPresent();
    }
    boolean below = false;
    for (Optional<FilePath> up = path.parent(); up.isPresent(); up = up.get().parent()) {
      below |= stat(up.get()).isPresent();
    }
    if (directory || below) {
      throw new ConflictException(
          new ErrorContext(operation, path.toString(), "s3"), "the name is taken", null);
    }
  }

  @Override
  public Capabilities capabilities() {
    Capabilities below = super.capabilities();
    Set<Capability> all = EnumSet.copyOf(below.supported());
    all.add(Capability.EXCLUSIVE_NAMES);
    all.remove(Capability.CONDITIONAL_DELETES);
    return new Capabilities(all, below.maxFileSize(), below.concurrency());
  }
}
