package dev.coffer.agent;

import dev.coffer.Content;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.InterruptedOperationException;
import dev.coffer.StorageFullException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A limit on the bytes below a directory: those that a listing finds and those that are being
 * written. No write ends while the directory is listed, so each is either found or among those that
 * are under way.
 */
final class Quota {
  private final long limit;
  private final FileStore store;
  private final String directory;
  private final ReentrantLock lock = new ReentrantLock();
  private final Set<QuotaShare> writes = new HashSet<>();
  private long published;

  Quota(long limit, FileStore store, String directory) {
    if (limit < 0) {
      throw new IllegalArgumentException("a quota is not negative: " + limit);
    }
    this.limit = limit;
    this.store = store;
    this.directory = directory;
  }

  /** Returns the sum of the sizes of all files in a directory. */
  static long usage(FileStore store, String directory) {
    try (Stream<FileInfo> files = store.walk(directory)) {
      return files.mapToLong(FileInfo::size).sum();
    }
  }

  /**
   * Writes content that is counted: before it is taken if its size is known, else as it is taken.
   *
   * @throws StorageFullException if the limit would be exceeded
   */
  FileInfo put(FilePath path, Content content, Function<Content, FileInfo> write) {
    QuotaShare share = new QuotaShare(path);
    @Nullable FileInfo written = null;
    try {
      begin(share, content.size().orElse(0));
      written = write.apply(counted(content, share));
      return written;
    } finally {
      end(share, written);
    }
  }

  private Content counted(Content content, QuotaShare share) {
    return content.size().isPresent() ? content : content.reporting(taken -> grow(share, taken));
  }

  private void begin(QuotaShare share, long size) {
    lock(share);
    try {
      writes.add(share);
      list();
      grow(share, size);
    } finally {
      lock.unlock();
    }
  }

  private void lock(QuotaShare share) {
    try {
      lock.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedOperationException(context(share), null, e);
    }
  }

  private ErrorContext context(QuotaShare share) {
    return new ErrorContext("write", share.path().toString(), store.name());
  }

  private void list() {
    Map<FilePath, List<QuotaShare>> underWay =
        writes.stream().collect(Collectors.groupingBy(QuotaShare::path));
    published = 0;
    try (Stream<FileInfo> files = store.walk(directory)) {
      files.forEach(
          file -> {
            List<QuotaShare> replacing = underWay.getOrDefault(file.path(), List.of());
            replacing.forEach(share -> share.replaces(file.size()));
            published += replacing.isEmpty() ? file.size() : 0;
          });
    }
  }

  private void grow(QuotaShare share, long bytes) {
    lock.lock();
    try {
      share.grow(bytes);
      long used = published + writes.stream().mapToLong(QuotaShare::bytes).sum();
      if (used > limit) {
        share.grow(0);
        String hint =
            "%d bytes are more than the quota of %d; delete some files".formatted(used, limit);
        throw new StorageFullException(context(share), hint, null);
      }
    } finally {
      lock.unlock();
    }
  }

  /** What is published is the new file, or after an error either of both, but no refused one. */
  private void end(QuotaShare share, @Nullable FileInfo written) {
    lock.lock();
    try {
      writes.remove(share);
      published += written == null ? share.bytes() : written.size();
    } finally {
      lock.unlock();
    }
  }
}
