package dev.coffer.agent;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.NotFoundException;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads a file that does not exist as an empty one, and remembers it. So one that is missing among
 * many does not end the stream of them, and no layer below warns of it.
 */
final class MissingAsEmpty extends ForwardingFileStore {
  private final Set<FilePath> missing = ConcurrentHashMap.newKeySet();

  MissingAsEmpty(FileStore files) {
    super(files);
  }

  @Override
  public OpenedFile read(FilePath path, ReadOptions options) {
    try {
      return super.read(path, options.skipMissing());
    } catch (NotFoundException e) {
      missing.add(path);
      FileInfo nothing =
          new FileInfo(path, 0, Instant.EPOCH, "missing", Optional.empty(), Map.of());
      return new OpenedFile(nothing, InputStream.nullInputStream());
    }
  }

  /** Returns whether the empty content that was read of a file stands for none. */
  boolean isMissing(String path) {
    return missing.contains(FilePath.ofFile(path));
  }
}
