package dev.coffer.replicate;

import dev.coffer.ConnectionException;
import dev.coffer.FileInfo;
import dev.coffer.FileStoreException;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of a file of the primary. If the connection ends in the middle, the rest comes from a
 * replica that has the same version of the file.
 */
final class FailoverStream extends InputStream {
  private final Failover failover;
  private final FileInfo file;
  private final ReadOptions options;
  private InputStream in;
  private long taken;
  private boolean switched;

  FailoverStream(Failover failover, OpenedFile opened, ReadOptions options) {
    this.failover = failover;
    this.file = opened.info();
    this.options = options;
    this.in = opened.stream();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count;
    try {
      count = in.read(bytes, offset, length);
    } catch (ConnectionException e) {
      continueAtReplica(e);
      count = in.read(bytes, offset, length);
    }
    taken += Math.max(0, count);
    return count;
  }

  private void continueAtReplica(ConnectionException failure) throws IOException {
    if (switched) {
      throw failure;
    }
    switched = true;
    OpenedFile rest;
    try {
      rest = failover.read(file.path(), rest(), failure);
    } catch (FileStoreException e) {
      if (!e.equals(failure)) {
        failure.addSuppressed(e);
      }
      throw failure;
    }
    in.close();
    in = rest.stream();
  }

  private ReadOptions rest() {
    long left = options.length() == Long.MAX_VALUE ? Long.MAX_VALUE : options.length() - taken;
    return ReadOptions.DEFAULTS.range(options.offset() + taken, left).ifMatch(file.etag());
  }

  @Override
  public int available() throws IOException {
    return in.available();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
