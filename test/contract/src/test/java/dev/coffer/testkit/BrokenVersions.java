package dev.coffer.testkit;

import dev.coffer.ConnectionException;
import dev.coffer.Content;
import dev.coffer.CopyOptions;
import dev.coffer.DeleteOptions;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.WriteOptions;
import dev.coffer.spi.OwnArea;
import dev.coffer.versioning.VersioningFileStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Layers that keep versions wrong, as if they called the store below in another way. */
final class BrokenVersions {
  private BrokenVersions() {}

  static List<BrokenStore> all() {
    return List.of(
        new BrokenStore(
            "a file is deleted without a condition",
            "nothingIsLostWhenAnotherWritesAtAnyMoment",
            next -> new VersioningFileStore(new UnconditionalDeletions(next))),
        new BrokenStore(
            "a file is replaced without a condition",
            "nothingIsLostWhenAnotherWritesAtAnyMoment",
            next -> new VersioningFileStore(new UnconditionalWrites(next))),
        new BrokenStore(
            "whatever is there is kept under the name of what was seen",
            "nothingIsLostWhenAnotherWritesAtAnyMoment",
            next -> new VersioningFileStore(new UnconditionalCopies(next))),
        new BrokenStore(
            "a file is kept after it is replaced",
            "nothingIsLostWhenTheProcessDiesAtAnyMoment",
            next -> new VersioningFileStore(new KeepingLate(next))),
        new BrokenStore(
            "a file is moved to its versions and then written",
            "aFileThatIsReplacedIsThereAtAnyMoment",
            next -> new VersioningFileStore(new KeepingByMoves(next))),
        new BrokenStore(
            "a file is deleted and then written where it is moved to",
            "aFileThatIsMovedIsNeverAtNeitherPath",
            next -> new MovingThroughMemory(new VersioningFileStore(next))),
        new BrokenStore(
            "a write whose answer was lost is made again",
            "nothingIsLostOrListedTwiceWhenAnAnswerIsLostAtAnyMoment",
            next -> new VersioningFileStore(new WritingTwice(next))));
  }

  private static final class UnconditionalDeletions extends ForwardingFileStore {
    UnconditionalDeletions(FileStore below) {
      super(below);
    }

    @Override
    public void deleteFile(FilePath path, DeleteOptions options) {
      deleteFiles(List.of(path));
    }
  }

  private static final class UnconditionalWrites extends ForwardingFileStore {
    UnconditionalWrites(FileStore below) {
      super(below);
    }

    @Override
    public FileInfo write(FilePath path, Content content, WriteOptions options) {
      return super.write(path, content, options.isIfAbsent() ? options : WriteOptions.DEFAULTS);
    }
  }

  private static final class UnconditionalCopies extends ForwardingFileStore {
    UnconditionalCopies(FileStore below) {
      super(below);
    }

    @Override
    public FileInfo copy(FilePath source, FilePath target, CopyOptions options) {
      return super.copy(source, target, CopyOptions.DEFAULTS);
    }
  }

  private static final class MovingThroughMemory extends ForwardingFileStore {
    MovingThroughMemory(FileStore below) {
      super(below);
    }

    @Override
    public FileInfo move(FilePath source, FilePath target) {
      try (OpenedFile file = delegate().read(source, ReadOptions.DEFAULTS)) {
        Content bytes = Content.of(file.stream().readAllBytes());
        delegate().deleteFiles(List.of(source));
        return delegate().write(target, bytes, WriteOptions.DEFAULTS);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Holds the bytes of a version until the file is replaced or deleted. */
  private static final class KeepingLate extends ForwardingFileStore {
    private Runnable keep = () -> {};

    KeepingLate(FileStore below) {
      super(below);
    }

    @Override
    public FileInfo copy(FilePath source, FilePath target, CopyOptions options) {
      if (!OwnArea.contains(target)) {
        return super.copy(source, target, options);
      }
      try (OpenedFile file = delegate().read(source, ReadOptions.DEFAULTS)) {
        Content bytes = Content.of(file.stream().readAllBytes());
        keep = () -> delegate().write(target, bytes, WriteOptions.DEFAULTS);
        return file.info();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public FileInfo write(FilePath path, Content content, WriteOptions options) {
      FileInfo written = super.write(path, content, options);
      keep.run();
      return written;
    }

    @Override
    public void deleteFile(FilePath path, DeleteOptions options) {
      super.deleteFile(path, options);
      keep.run();
    }
  }

  private static final class KeepingByMoves extends ForwardingFileStore {
    KeepingByMoves(FileStore below) {
      super(below);
    }

    @Override
    public FileInfo copy(FilePath source, FilePath target, CopyOptions options) {
      return OwnArea.contains(target)
          ? super.move(source, target)
          : super.copy(source, target, options);
    }

    @Override
    public FileInfo write(FilePath path, Content content, WriteOptions options) {
      return super.write(path, content, options.isIfAbsent() ? options : WriteOptions.DEFAULTS);
    }
  }

  /** Repeats a write whose answer was lost, whatever has become of the first one. */
  private static final class WritingTwice extends ForwardingFileStore {
    WritingTwice(FileStore below) {
      super(below);
    }

    @Override
    public FileInfo write(FilePath path, Content content, WriteOptions options) {
      try {
        return super.write(path, content, options);
      } catch (ConnectionException e) {
        return new VersioningFileStore(delegate()).write(path, content, WriteOptions.DEFAULTS);
      }
    }
  }
}
