package dev.coffer.testkit;

import dev.coffer.ErrorContext;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.InvalidRangeException;
import dev.coffer.NotFoundException;
import dev.coffer.OpenedFile;
import dev.coffer.PermissionDeniedException;
import dev.coffer.ReadOptions;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stores that read or look wrong. */
final class BrokenReads {
  private BrokenReads() {}

  static List<BrokenStore> all() {
    return List.of(
        new BrokenStore(
            "a missing file is empty",
            "aMissingFileIsNotFound",
            next ->
                broken(
                    next,
                    (path, options) -> {
                      try {
                        return next.read(path, options);
                      } catch (NotFoundException e) {
                        return empty(path);
                      }
                    })),
        new BrokenStore(
            "a directory reads as an empty file",
            "aDirectoryIsNotFoundAsAFile",
            next ->
                broken(
                    next,
                    (path, options) ->
                        next.list(path.toString()).isEmpty()
                            ? next.read(path, options)
                            : empty(path))),
        new BrokenStore(
            "a refused access is a missing file",
            "aBackEndThatCannotBeReachedIsNeverAMissingFile",
            next ->
                broken(
                    next,
                    (path, options) -> {
                      try {
                        return next.read(path, options);
                      } catch (PermissionDeniedException e) {
                        throw new NotFoundException(
                            new ErrorContext("read", e.path(), e.store()), null, e);
                      }
                    })),
        new BrokenStore(
            "a refused access does not exist",
            "aBackEndThatCannotBeReachedIsNeverAMissingFile",
            next ->
                new ForwardingFileStore(next) {
                  @Override
                  public Optional<FileInfo> stat(FilePath path) {
                    try {
                      return super.stat(path);
                    } catch (PermissionDeniedException e) {
                      return Optional.empty();
                    }
                  }
                }),
        new BrokenStore(
            "the end of a range is included",
            "aRangeReturnsTheBytesFromItsOffset",
            next -> broken(next, (path, options) -> next.read(path, longer(options, 1)))),
        new BrokenStore(
            "the length of a range must be there",
            "theLengthOfARangeIsAMaximum",
            next ->
                broken(
                    next,
                    (path, options) -> {
                      OpenedFile file = next.read(path, options);
                      long size = file.info().size();
                      if (options.length() != Long.MAX_VALUE
                          && options.offset() + options.length() > size) {
                        throw new InvalidRangeException(
                            new ErrorContext("read", path.toString(), "broken"), null, null);
                      }
                      return file;
                    })),
        new BrokenStore(
            "a range behind the end is empty",
            "aRangePastTheEndIsRefused",
            next ->
                broken(
                    next,
                    (path, options) -> {
                      try {
                        return next.read(path, options);
                      } catch (InvalidRangeException e) {
                        return empty(path);
                      }
                    })),
        new BrokenStore(
            "a range at the end is refused",
            "aRangeAtTheEndIsEmpty",
            next ->
                broken(
                    next,
                    (path, options) -> {
                      OpenedFile file = next.read(path, options);
                      if (options.offset() > 0 && options.offset() == file.info().size()) {
                        throw new InvalidRangeException(
                            new ErrorContext("read", path.toString(), "broken"), null, null);
                      }
                      return file;
                    })),
        new BrokenStore(
            "a range tells its own size",
            "aRangeReturnsTheSizeOfTheWholeFile",
            next ->
                broken(
                    next,
                    (path, options) -> {
                      OpenedFile file = next.read(path, options);
                      FileInfo info = file.info();
                      long part = Math.min(options.length(), info.size() - options.offset());
                      return new OpenedFile(sized(info, part), file.stream());
                    })),
        new BrokenStore(
            "bytes are signed",
            "singleBytesAreReadUnsigned",
            next ->
                broken(
                    next,
                    (path, options) -> {
                      OpenedFile file = next.read(path, options);
                      return new OpenedFile(file.info(), new SignedStream(file.stream()));
                    })),
        new BrokenStore(
            "a stream goes on in the new version",
            "anOpenStreamKeepsToItsVersionWhenTheFileIsReplaced",
            next ->
                broken(
                    next,
                    (path, options) ->
                        new OpenedFile(
                            next.read(path, options).info(),
                            new ReopeningStream(next, path, options)))),
        new BrokenStore(
            "two reads share one position",
            "streamsOfOneFileDoNotDisturbEachOther",
            SharedStreams::new),
        new BrokenStore(
            "a directory exists",
            "aDirectoryIsNoFile",
            next ->
                new ForwardingFileStore(next) {
                  @Override
                  public Optional<FileInfo> stat(FilePath path) {
                    Optional<FileInfo> info = super.stat(path);
                    boolean directory = info.isEmpty() && !next.list(path.toString()).isEmpty();
                    return directory ? Optional.of(empty(path).info()) : info;
                  }
                }),
        new BrokenStore(
            "text is read with replacements",
            "noConvenienceIsOverridden",
            next ->
                new ForwardingFileStore(next) {
                  @Override
                  public String readString(String path) {
                    return Samples.readText(open(path));
                  }
                }));
  }

  /** One primitive. */
  interface Read {
    OpenedFile read(FilePath path, ReadOptions options);
  }

  static FileStore broken(FileStore next, Read read) {
    return new ForwardingFileStore(next) {
      @Override
      public OpenedFile read(FilePath path, ReadOptions options) {
        return read.read(path, options);
      }
    };
  }

  private static OpenedFile empty(FilePath path) {
    FileInfo info = new FileInfo(path, 0, Instant.EPOCH, "none", Optional.empty(), Map.of());
    return new OpenedFile(info, new ByteArrayInputStream(new byte[0]));
  }

  private static ReadOptions longer(ReadOptions options, int more) {
    boolean whole = options.length() == Long.MAX_VALUE;
    return whole ? options : options.range(options.offset(), options.length() + more);
  }

  private static FileInfo sized(FileInfo info, long size) {
    return new FileInfo(
        info.path(), size, info.lastModified(), info.etag(), info.contentType(), info.metadata());
  }

  /** Returns a byte as in an array. */
  private static final class SignedStream extends FilterInputStream {
    SignedStream(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      return (byte) super.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return in.read(buffer, offset, length);
    }
  }

  /** Reads each piece from the file as it then is. */
  private static final class ReopeningStream extends InputStream {
    private final FileStore store;
    private final FilePath path;
    private final long end;
    private long position;

    ReopeningStream(FileStore store, FilePath path, ReadOptions options) {
      this.store = store;
      this.path = path;
      this.position = options.offset();
      this.end = Math.max(options.offset() + options.length(), options.length());
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      long most = Math.min(length, end - position);
      if (most == 0 || position > store.stat(path).map(FileInfo::size).orElse(0L)) {
        return length == 0 ? 0 : -1;
      }
      try (InputStream in = store.open(path.toString(), position, most)) {
        int read = in.read(buffer, offset, (int) most);
        position += Math.max(read, 0);
        return read;
      }
    }
  }

  /** Opens each file once. */
  private static final class SharedStreams extends ForwardingFileStore {
    private @Nullable OpenedFile last;

    SharedStreams(FileStore next) {
      super(next);
    }

    @Override
    public synchronized OpenedFile read(FilePath path, ReadOptions options) {
      OpenedFile file = super.read(path, options);
      if (last != null && last.info().equals(file.info())) {
        return last;
      }
      last = file;
      return file;
    }
  }
}
