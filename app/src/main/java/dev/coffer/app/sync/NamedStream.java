package dev.coffer.app.sync;

import dev.coffer.FileStoreException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;

/** The bytes of a file, whose failures name it as those of a store do. */
final class NamedStream extends FilterInputStream {
  private final Function<IOException, FileStoreException> failure;

  NamedStream(InputStream bytes, Function<IOException, FileStoreException> failure) {
    super(bytes);
    this.failure = failure;
  }

  @Override
  public int read() {
    try {
      return super.read();
    } catch (IOException e) {
      throw failure.apply(e);
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    try {
      return super.read(buffer, offset, length);
    } catch (IOException e) {
      throw failure.apply(e);
    }
  }
}
