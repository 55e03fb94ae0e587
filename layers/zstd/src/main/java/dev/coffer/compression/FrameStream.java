package dev.coffer.compression;

import dev.coffer.io.BlockInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The content of consecutive frames of a file. A frame is checked before any of it is given. */
final class FrameStream extends BlockInputStream {
  private final FrameReader frames;
  private final InputStream source;
  private final StoredCall call;
  private int position;
  private int end;
  private long rest;
  private boolean closed;
  private @Nullable RuntimeException failure;

  /**
   * Creates a stream.
   *
   * @param frames reads the frames in which the range is
   * @param source closed with this stream
   */
  FrameStream(FrameReader frames, InputStream source, StoredCall call, long length) {
    this.frames = frames;
    this.source = source;
    this.call = call;
    this.rest = length;
  }

  /** Leaves out the beginning of the first frame. */
  FrameStream startingAt(int offset) {
    if (rest > 0) {
      load();
      position = offset;
    }
    return this;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (closed) {
      throw new IllegalStateException("the stream is closed");
    }
    call.checkpoint();
    if (rest == 0 && length > 0) {
      return -1;
    }
    if (position == end && length > 0) {
      load();
    }
    int count = (int) Math.min(Math.min(length, rest), end - position);
    System.arraycopy(frames.plain(), position, target, offset, count);
    position += count;
    rest -= count;
    return count;
  }

  /** Reads a frame. After a failure no other is given in its place: each read fails with it. */
  private void load() {
    if (failure != null) {
      throw failure;
    }
    position = 0;
    end = 0;
    try {
      end = frames.next();
    } catch (IOException e) {
      throw failed(call.failure(e));
    } catch (RuntimeException e) {
      throw failed(e);
    }
  }

  private RuntimeException failed(RuntimeException e) {
    failure = e;
    return e;
  }

  @Override
  public int available() {
    return (int) Math.min(rest, end - position);
  }

  @Override
  public void close() throws IOException {
    closed = true;
    source.close();
  }
}
