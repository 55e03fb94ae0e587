package dev.coffer.observe;

import dev.coffer.OpenedFile;
import dev.coffer.io.BlockInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the bytes of a file and the time that the store takes to return them. */
final class ObservedStream extends BlockInputStream {
  private final InputStream in;
  private final ActiveOperation running;

  private ObservedStream(InputStream in, ActiveOperation running) {
    this.in = in;
    this.running = running;
  }

  static OpenedFile of(OpenedFile file, ActiveOperation running) {
    return new OpenedFile(file.info(), new ObservedStream(file.stream(), running));
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    running.resume();
    int read;
    try {
      read = in.read(buffer, offset, length);
    } catch (IOException | RuntimeException | Error e) {
      running.pause();
      running.end(e);
      throw e;
    }
    running.pause();
    if (read > 0) {
      running.addBytes(read);
    }
    return read;
  }

  @Override
  public long skip(long count) throws IOException {
    return in.skip(count);
  }

  @Override
  public int available() throws IOException {
    return in.available();
  }

  @Override
  public void close() throws IOException {
    try {
      in.close();
    } finally {
      running.end(null);
    }
  }
}
