package dev.coffer.cache;

import dev.coffer.ConflictException;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.NotFoundException;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.spi.InMemoryStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Parts of files that are too large to be cached as a whole, on disk, in pages of a mebibyte. A
 * page is that of a version of a file: whoever asks knows which version is current.
 *
 * @param ensureOpen called before bytes are served
 */
record CachedPages(FileStore store, DiskCache disk, CacheCounters counters, Runnable ensureOpen) {
  static final int PAGE = 1 << 20;

  /** What a reader holds in memory. */
  private static final int MOST = 4;

  /** The pages in which a part is. */
  private record Span(FileInfo info, long first, int count) {
    static Span of(FileInfo info, long offset, long length) {
      long first = offset / PAGE;
      long last = (offset + length - 1) / PAGE;
      return new Span(info, first, (int) Math.min(last - first + 1, MOST + 1));
    }

    long offset() {
      return first * PAGE;
    }

    int length() {
      return (int) Math.min(count * (long) PAGE, info.size() - offset());
    }
  }

  /**
   * Reads a part of a file.
   *
   * @param info the file, as it is now
   * @return empty if the part is too large, or the file has changed: it is to be read from the
   *     store
   */
  Optional<OpenedFile> read(FileInfo info, ReadOptions asked) {
    long length = asked.check(info, store.name());
    Span span = Span.of(info, asked.offset(), Math.max(1, length));
    if (length == 0 || span.count() > MOST) {
      return Optional.empty();
    }
    return bytes(span)
        .map(
            bytes -> {
              int start = (int) (asked.offset() - span.offset());
              return new OpenedFile(
                  info, new InMemoryStream(bytes, start, (int) length, ensureOpen));
            });
  }

  private Optional<byte[]> bytes(Span span) {
    byte[] bytes = new byte[span.length()];
    for (int i = 0; i < span.count(); i++) {
      Optional<byte[]> page = disk.page(span.info(), span.first() + i);
      int length = Math.min(PAGE, bytes.length - i * PAGE);
      if (page.isEmpty() || page.get().length != length) {
        return fetched(span);
      }
      System.arraycopy(page.get(), 0, bytes, i * PAGE, length);
    }
    counters.hit();
    return Optional.of(bytes);
  }

  private Optional<byte[]> fetched(Span span) {
    FilePath path = span.info().path();
    ReadOptions part =
        ReadOptions.DEFAULTS
            .range(span.offset(), span.length())
            .ifMatch(span.info().etag())
            .withoutMetadata();
    byte[] bytes;
    counters.loaded();
    try (OpenedFile opened = store.read(path, part)) {
      bytes = opened.stream().readNBytes(span.length());
    } catch (ConflictException | NotFoundException | IOException e) {
      return Optional.empty(); // the store is asked again, and says so itself
    }
    if (bytes.length < span.length()) {
      return Optional.empty();
    }
    keep(span, bytes);
    return Optional.of(bytes);
  }

  private void keep(Span span, byte[] bytes) {
    for (int i = 0; i < span.count(); i++) {
      int end = Math.min((i + 1) * PAGE, bytes.length);
      disk.keepPage(span.info(), span.first() + i, Arrays.copyOfRange(bytes, i * PAGE, end));
    }
  }
}
