package dev.coffer.retry;

import dev.coffer.ConnectionException;
import dev.coffer.Content;
import dev.coffer.CopyOptions;
import dev.coffer.Entry;
import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.ListOptions;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.WriteOptions;
import java.io.FilterInputStream;
import java.io.IOException;
import java.util.Collection;
import java.util.Iterator;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A store that is lost again and again: every third call and every third piece of a stream fails,
 * by turns before anything happens and after it has happened. What cannot be repeated after it has
 * happened fails before. Deletions on a condition do not fail: with concurrent changes it cannot be
 * determined after a failure that the file was not deleted. Nor do copies of a version onto itself.
 */
final class FlakyFileStore extends ForwardingFileStore {
  private static final int EACH = 3;
  private static final long LARGE = 1 << 20;

  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();

  FlakyFileStore(FileStore delegate) {
    super(delegate);
  }

  int failures() {
    return failures.get();
  }

  private <T> T lost(String operation, FilePath path, boolean alsoAfter, Supplier<T> action) {
    if (calls.incrementAndGet() % EACH != 0) {
      return action.get();
    }
    if (failures.incrementAndGet() % 2 == 0 && alsoAfter) {
      T answer = action.get();
      if (answer instanceof OpenedFile opened) {
        opened.close();
      } else if (answer instanceof Stream<?> entries) {
        entries.close();
      }
    }
    throw failure(operation, path);
  }

  private ConnectionException failure(String operation, FilePath path) {
    return new ConnectionException(
        new ErrorContext(operation, path.toString(), toString()), "lost", null);
  }

  @Override
  public FileInfo write(FilePath path, Content content, WriteOptions options) {
    boolean repeatable = content.isRepeatable() && !options.isConditional();
    // Nobody can tell either that an empty content was not written.
    if (!repeatable && content.size().orElse(1) == 0) {
      return super.write(path, content, options);
    }
    // What is written twice has two etags, which readers of overwrites would take for two versions.
    boolean alsoAfter = repeatable && super.stat(path).isEmpty();
    return lost("write", path, alsoAfter, () -> super.write(path, content, options));
  }

  @Override
  public OpenedFile read(FilePath path, ReadOptions options) {
    OpenedFile opened = lost("read", path, true, () -> super.read(path, options));
    return new OpenedFile(
        opened.info(),
        new FilterInputStream(opened.stream()) {
          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            if (opened.info().size() > LARGE && calls.incrementAndGet() % EACH == 0) {
              failures.incrementAndGet();
              throw failure("read", path);
            }
            return super.read(buffer, offset, Math.min(length, 1 << 20));
          }

          @Override
          public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
          }
        });
  }

  @Override
  public Optional<FileInfo> stat(FilePath path) {
    return lost("stat", path, true, () -> super.stat(path));
  }

  @Override
  public Stream<Entry> list(FilePath directory, ListOptions options) {
    Stream<Entry> entries = lost("list", directory, true, () -> super.list(directory, options));
    Iterator<Entry> source = entries.iterator();
    Iterator<Entry> flaky =
        new Iterator<>() {
          private int given;

          @Override
          public boolean hasNext() {
            return source.hasNext();
          }

          @Override
          public Entry next() {
            if (++given % 400 == 0) {
              failures.incrementAndGet();
              throw failure("list", directory);
            }
            return source.next();
          }
        };
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(flaky, Spliterator.ORDERED), false)
        .onClose(entries::close);
  }

  @Override
  public void deleteFiles(Collection<FilePath> paths) {
    lost(
        "delete",
        paths.size() == 1 ? paths.iterator().next() : FilePath.ROOT,
        true,
        () -> {
          super.deleteFiles(paths);
          return true;
        });
  }

  @Override
  public void deleteDirectory(FilePath directory) {
    lost(
        "delete",
        directory,
        true,
        () -> {
          super.deleteDirectory(directory);
          return true;
        });
  }

  @Override
  public FileInfo copy(FilePath source, FilePath target, CopyOptions options) {
    return options.isConditional() && source.equals(target)
        ? super.copy(source, target, options)
        : lost("copy", source, true, () -> super.copy(source, target, options));
  }

  @Override
  public FileInfo move(FilePath source, FilePath target) {
    // A lost move of a missing file has another error: it is not known that it was not done.
    return super.stat(source).isEmpty()
        ? super.move(source, target)
        : lost("move", source, false, () -> super.move(source, target));
  }
}
