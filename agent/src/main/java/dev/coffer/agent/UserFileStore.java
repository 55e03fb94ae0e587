package dev.coffer.agent;

import dev.coffer.Actor;
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
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Files of which every use is that of a user, unless another actor is named. */
final class UserFileStore extends ForwardingFileStore {
  private final String userId;

  private UserFileStore(FileStore files, String userId) {
    super(files);
    this.userId = userId;
  }

  /** Returns the files in the directory of a user. */
  static FileStore view(FileStore store, @Nullable String userId) {
    String user = Locations.requireUser(userId);
    return new UserFileStore(store.scoped(Locations.userRoot(user)), user);
  }

  /** Returns all files as the user uses them; the store itself if there is no user. */
  static FileStore of(FileStore store, @Nullable String userId) {
    String root = Locations.userRoot(userId);
    return userId == null || root.isEmpty() ? store : new UserFileStore(store, userId);
  }

  private <T> T act(Supplier<T> call) {
    return Actor.current().isPresent() ? call.get() : Actor.as(userId, call);
  }

  private void run(Runnable call) {
    act(
        () -> {
          call.run();
          return true;
        });
  }

  @Override
  public FileInfo write(FilePath path, Content content, WriteOptions options) {
    return act(() -> super.write(path, content, options));
  }

  @Override
  public OpenedFile read(FilePath path, ReadOptions options) {
    return act(() -> super.read(path, options));
  }

  @Override
  public Optional<FileInfo> stat(FilePath path) {
    return act(() -> super.stat(path));
  }

  @Override
  public Stream<Entry> list(FilePath directory, ListOptions options) {
    return act(() -> super.list(directory, options));
  }

  @Override
  public void deleteFiles(Collection<FilePath> paths) {
    run(() -> super.deleteFiles(paths));
  }

  @Override
  public void deleteFile(FilePath path, DeleteOptions options) {
    run(() -> super.deleteFile(path, options));
  }

  @Override
  public void deleteDirectory(FilePath directory) {
    run(() -> super.deleteDirectory(directory));
  }

  @Override
  public FileInfo copy(FilePath source, FilePath target, CopyOptions options) {
    return act(() -> super.copy(source, target, options));
  }

  @Override
  public FileInfo move(FilePath source, FilePath target) {
    return act(() -> super.move(source, target));
  }

  /** Returns the abilities of the files below. */
  @Override
  public <T> Optional<T> unwrap(Class<T> type) {
    return super.unwrap(type).or(() -> delegate().unwrap(type));
  }
}
