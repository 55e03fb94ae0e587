package dev.coffer.remote;

import dev.coffer.concurrent.DaemonThreads;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stream that holds a connection and detects that it was never closed: when it is garbage
 * collected, a warning is logged that says where it was opened, and the connection is dropped.
 *
 * <p>Creating one records the stack trace, which costs a few microseconds, so it is meant for large
 * streams.
 */
public final class WatchedStream extends FilterInputStream {
  private static final Logger LOG = LoggerFactory.getLogger(WatchedStream.class);
  private static final Cleaner CLEANER =
      Cleaner.create(DaemonThreads.named("coffer-forgotten-streams"));

  private final Watch watch;
  private final Cleaner.Cleanable cleanable;

  /**
   * Watches a stream.
   *
   * @param in the stream to watch; must not refer to the new stream
   * @param what describes the content for the warning, without any secret
   */
  public WatchedStream(InputStream in, String what) {
    super(in);
    watch = new Watch(in, what, new Opened());
    cleanable = CLEANER.register(this, watch);
  }

  // The fences keep the stream from being collected while it is read for the last time.

  @Override
  public int read() throws IOException {
    try {
      return in.read();
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      return in.read(buffer, offset, length);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public void close() throws IOException {
    if (watch.closed.compareAndSet(false, true)) {
      cleanable.clean();
      in.close();
    }
  }

  /** The state of a stream outside the stream itself. */
  private record Watch(InputStream in, String what, Opened opened, AtomicBoolean closed)
      implements Runnable {
    Watch(InputStream in, String what, Opened opened) {
      this(in, what, opened, new AtomicBoolean());
    }

    @Override
    public void run() {
      if (!closed.compareAndSet(false, true)) {
        return;
      }
      LOG.warn(
          "a stream of {} was never closed; close the streams that open and read return",
          what,
          opened);
      try {
        in.close();
      } catch (IOException | RuntimeException e) {
        LOG.debug("the connection of a forgotten stream", e);
      }
    }
  }

  /** Its stack trace is the place where a stream was opened. */
  private static final class Opened extends Exception {
    private static final long serialVersionUID = 1L;

    Opened() {
      super("it was opened here");
    }
  }
}
