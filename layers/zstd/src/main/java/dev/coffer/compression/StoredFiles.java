package dev.coffer.compression;

import dev.coffer.ConflictException;
import dev.coffer.CorruptFileException;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.NotFoundException;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.StorageFailureException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** The files of a store as their users see them. */
final class StoredFiles {
  private static final int MOST_TRIES = 10;

  private final FileStore below;
  private final LayerLife life;
  private final KnownFiles known = new KnownFiles();
  private final Semaphore framesOfLargeTables = new Semaphore(StoredHead.MOST_FRAMES_OF_ALL, true);

  StoredFiles(FileStore below, LayerLife life) {
    this.below = below;
    this.life = life;
  }

  KnownFiles known() {
    return known;
  }

  LayoutProbe probe(FileInfo stored) {
    return new LayoutProbe(below, stored, framesOfLargeTables);
  }

  StoredCall call(String operation, FilePath path) {
    return new StoredCall(operation, path, life);
  }

  /** Opens a file, again if it was replaced between two requests. */
  OpenedFile read(FilePath path, ReadOptions options) {
    StoredCall call = call("read", path);
    ConflictException last = null;
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      try {
        return open(call, options);
      } catch (ConflictException e) {
        if (options.requiredEtag().isPresent()) {
          throw e;
        }
        known.forget(path);
        last = e;
      }
    }
    throw replaced(call, last);
  }

  private static StorageFailureException replaced(
      StoredCall call, @Nullable RuntimeException last) {
    return StorageFailureException.retryable(
        call.context(), "it was replaced again and again meanwhile", last);
  }

  private OpenedFile open(StoredCall call, ReadOptions options) {
    try {
      boolean whole = options.offset() == 0 && options.length() == Long.MAX_VALUE;
      return whole ? whole(call, options) : new RangeRead(below, this, call, options).open();
    } catch (IOException e) {
      throw call.failure(e);
    }
  }

  private OpenedFile whole(StoredCall call, ReadOptions options) throws IOException {
    OpenedFile stored = below.read(call.path(), options);
    if (LayoutProbe.isTooSmall(stored.info())) {
      return stored;
    }
    try {
      return whole(call, stored);
    } catch (Throwable e) { // a store may throw what it does not declare
      stored.close();
      throw e;
    }
  }

  private OpenedFile whole(StoredCall call, OpenedFile stored) throws IOException {
    FileInfo info = stored.info();
    StoredBytes in = new StoredBytes(stored.stream());
    byte[] first = in.peek(StoredMark.LENGTH);
    if (StoredMark.isResembledBy(first)) {
      first = in.peek(StoredBytes.MOST_AHEAD);
    }
    Optional<StoredLayout> layout = probe(info).layout(first);
    KnownFile file = known.put(info, layout);
    if (layout.isEmpty()) {
      return new OpenedFile(info, in.rest(call::checkpoint));
    }
    StoredLayout all = layout.get();
    all.format().requireLibrary(call.context());
    in.skip(all.headLength());
    FrameReader frames = FrameReader.ofAll(all.withoutLargeTable(), in);
    return new OpenedFile(
        file.seenByUsers(info), new FrameStream(frames, stored.stream(), call, all.plainSize()));
  }

  /**
   * Looks at a file, again if it was replaced between two requests. One that is damaged has the
   * size of its stored bytes: whoever reads it is told, and whoever replaces or deletes it is not
   * stopped.
   */
  Optional<FileInfo> stat(String operation, FilePath path) {
    StoredCall call = call(operation, path);
    RuntimeException last = null;
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      Optional<FileInfo> stored = below.stat(path);
      if (stored.isEmpty()) {
        return stored;
      }
      try {
        return Optional.of(seenByUsers(call, stored.get()));
      } catch (ConflictException | NotFoundException e) {
        last = e;
      } catch (CorruptFileException e) {
        return stored;
      }
    }
    throw replaced(call, last);
  }

  /**
   * Returns what users see of a version of a file.
   *
   * @throws ConflictException if it was replaced
   * @throws CorruptFileException if it is damaged
   * @throws NotFoundException if it was deleted
   */
  FileInfo seenByUsers(StoredCall call, FileInfo stored) {
    if (LayoutProbe.isTooSmall(stored)) {
      return stored;
    }
    return known.of(stored).orElseGet(() -> examined(call, stored)).seenByUsers(stored);
  }

  private KnownFile examined(StoredCall call, FileInfo stored) {
    ReadOptions options =
        ReadOptions.DEFAULTS.withoutMetadata().range(0, StoredMark.LENGTH).ifMatch(stored.etag());
    try (OpenedFile beginning = below.read(stored.path(), options)) {
      byte[] first = beginning.stream().readNBytes(StoredMark.LENGTH);
      return known.put(stored, probe(stored).layout(first));
    } catch (IOException e) {
      throw call.failure(e);
    }
  }
}
