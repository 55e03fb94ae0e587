package dev.coffer.app;

import dev.coffer.Content;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.ForwardingFileStore;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.WriteOptions;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A store whose contents pass at a limited rate, in both directions together. */
final class ThrottledFileStore extends ForwardingFileStore {
  private final RateLimit limit;

  /** Gives a store its limit, if there is one. */
  interface Throttle {
    FileStore of(FileStore store);
  }

  ThrottledFileStore(FileStore delegate, RateLimit limit) {
    super(delegate);
    this.limit = limit;
  }

  @Override
  public FileInfo write(FilePath path, Content content, WriteOptions options) {
    return super.write(path, content.reporting(new Increments(limit::pass)), options);
  }

  @Override
  public OpenedFile read(FilePath path, ReadOptions options) {
    OpenedFile file = super.read(path, options);
    return new OpenedFile(file.info(), new ThrottledInput(file.stream(), limit));
  }

  private static final class ThrottledInput extends FilterInputStream {
    private final RateLimit limit;

    ThrottledInput(InputStream in, RateLimit limit) {
      super(in);
      this.limit = limit;
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      limit.pass(b < 0 ? 0 : 1);
      return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n = super.read(buffer, offset, length);
      limit.pass(Math.max(0, n));
      return n;
    }
  }
}
