package dev.coffer.replicate;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.spi.StoreCache;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A store that reads each file once, until it is told to forget it. */
final class RememberingStore extends ForwardingFileStore {
  private final Map<FilePath, Remembered> files = new ConcurrentHashMap<>();

  private record Remembered(FileInfo info, ByteBuffer bytes) {
    static Remembered of(OpenedFile file) {
      try (file) {
        return new Remembered(file.info(), ByteBuffer.wrap(file.stream().readAllBytes()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  RememberingStore(FileStore next) {
    super(next);
  }

  @Override
  public OpenedFile read(FilePath path, ReadOptions options) {
    Remembered file =
        files.computeIfAbsent(
            path, key -> Remembered.of(delegate().read(key, ReadOptions.DEFAULTS)));
    options.check(file.info(), name());
    return new OpenedFile(file.info(), new ByteArrayInputStream(file.bytes().array()));
  }

  @Override
  public Optional<FileInfo> stat(FilePath path) {
    Remembered file = files.get(path);
    return file == null ? super.stat(path) : Optional.of(file.info());
  }

  @Override
  public <T> Optional<T> unwrap(Class<T> type) {
    return type == StoreCache.class ? Optional.of(type.cast(new Memory())) : super.unwrap(type);
  }

  private final class Memory implements StoreCache {
    @Override
    public List<Place> places() {
      return List.of();
    }

    @Override
    public List<Place> clear() {
      files.clear();
      return List.of();
    }

    @Override
    public void forget(Collection<FilePath> paths) {
      files.keySet().removeAll(paths);
    }
  }
}
