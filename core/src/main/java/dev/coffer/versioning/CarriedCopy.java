package dev.coffer.versioning;

import dev.coffer.Capability;
import dev.coffer.ConflictException;
import dev.coffer.Content;
import dev.coffer.CopyOptions;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.NotFoundException;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.WriteOptions;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A copy by a read and a write, since only a write can say what it may replace. If the write is
 * repeated, the source is opened again.
 */
final class CarriedCopy implements Replacement.Draft {
  private final FileStore store;
  private final String operation;
  private final FilePath source;
  private final CopyOptions options;
  private @Nullable FileInfo copied;

  CarriedCopy(FileStore store, String operation, FilePath source, CopyOptions options) {
    this.store = store;
    this.operation = operation;
    this.source = source;
    this.options = options;
  }

  FileInfo to(FilePath target, Replacement replacement) {
    try {
      return replacement.write(operation, target, OptionalLong.empty(), this);
    } catch (SourceFailure e) {
      throw e.failure;
    }
  }

  /** The version that was copied. */
  FileInfo copied() {
    return Objects.requireNonNull(copied, "nothing was copied yet");
  }

  @Override
  public FileInfo write(FilePath target, UnaryOperator<WriteOptions> condition) {
    try (OpenedFile file = open()) {
      return store.write(target, content(file), condition.apply(WriteOptions.like(file.info())));
    } catch (UnsupportedFeatureException e) {
      if (!store.capabilities().has(Capability.CONDITIONAL_WRITES)) {
        throw e;
      }
      return writeSpooled(target, condition);
    }
  }

  /** Some servers enforce a condition only on a content that can be given again. */
  private FileInfo writeSpooled(FilePath target, UnaryOperator<WriteOptions> condition) {
    try (OpenedFile file = open()) {
      SpooledContent content = SpooledContent.of(content(file), target, store.name());
      try {
        return store.write(target, content, condition.apply(WriteOptions.like(file.info())));
      } finally {
        content.delete();
      }
    }
  }

  private static Content content(OpenedFile file) {
    return Content.of(file.stream(), file.info().size());
  }

  private OpenedFile open() {
    try {
      OpenedFile file =
          options.open(source, () -> store.read(source, ReadOptions.DEFAULTS), store.name());
      copied = file.info();
      return file;
    } catch (NotFoundException e) {
      ErrorContext context = new ErrorContext(operation, source.toString(), store.name());
      throw new SourceFailure(new NotFoundException(context, null, e));
    } catch (ConflictException e) {
      throw new SourceFailure(e);
    }
  }

  /** A failure that is not of the target. */
  private static final class SourceFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final FileStoreException failure;

    SourceFailure(FileStoreException failure) {
      super(failure);
      this.failure = failure;
    }
  }
}
