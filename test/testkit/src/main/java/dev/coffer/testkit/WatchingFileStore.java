package dev.coffer.testkit;

import dev.coffer.Content;
import dev.coffer.CopyOptions;
import dev.coffer.DeleteOptions;
import dev.coffer.Entry;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.ListOptions;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.WriteOptions;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Routes every primitive through one method. */
abstract class WatchingFileStore extends ForwardingFileStore {
  WatchingFileStore(FileStore delegate) {
    super(delegate);
  }

  /** Called in place of each primitive; {@code action} is the call of the store below. */
  abstract <T> T around(RecordedCall call, Supplier<T> action);

  private <T> T around(Operation operation, List<FilePath> paths, Supplier<T> action) {
    return around(new RecordedCall(operation, paths), action);
  }

  private void run(Operation operation, List<FilePath> paths, Runnable action) {
    around(
        operation,
        paths,
        () -> {
          action.run();
          return true;
        });
  }

  @Override
  public FileInfo write(FilePath path, Content content, WriteOptions options) {
    return around(Operation.WRITE, List.of(path), () -> delegate().write(path, content, options));
  }

  @Override
  public OpenedFile read(FilePath path, ReadOptions options) {
    return around(Operation.READ, List.of(path), () -> delegate().read(path, options));
  }

  @Override
  public Optional<FileInfo> stat(FilePath path) {
    return around(Operation.STAT, List.of(path), () -> delegate().stat(path));
  }

  @Override
  public Stream<Entry> list(FilePath directory, ListOptions options) {
    return around(Operation.LIST, List.of(directory), () -> delegate().list(directory, options));
  }

  @Override
  public void deleteFiles(Collection<FilePath> paths) {
    run(Operation.DELETE_FILES, List.copyOf(paths), () -> delegate().deleteFiles(paths));
  }

  @Override
  public void deleteFile(FilePath path, DeleteOptions options) {
    run(Operation.DELETE_FILE, List.of(path), () -> delegate().deleteFile(path, options));
  }

  @Override
  public void deleteDirectory(FilePath directory) {
    run(
        Operation.DELETE_DIRECTORY,
        List.of(directory),
        () -> delegate().deleteDirectory(directory));
  }

  @Override
  public FileInfo copy(FilePath source, FilePath target, CopyOptions options) {
    return around(
        Operation.COPY, List.of(source, target), () -> delegate().copy(source, target, options));
  }

  @Override
  public FileInfo move(FilePath source, FilePath target) {
    return around(Operation.MOVE, List.of(source, target), () -> delegate().move(source, target));
  }

  @Override
  public void close() {
    run(Operation.CLOSE, List.of(), () -> delegate().close());
  }
}
