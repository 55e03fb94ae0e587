package dev.coffer.compression;

import dev.coffer.Content;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Looks at the beginning of a content that can be given again. */
final class FirstBytes extends OutputStream {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final int limit;
  private boolean more;

  private FirstBytes(int limit) {
    this.limit = limit;
  }

  /**
   * Returns the beginning of a content.
   *
   * @return empty if it cannot be given; writing it will tell why
   */
  static Optional<FirstBytes> of(Content content, int limit) {
    FirstBytes first = new FirstBytes(limit);
    try {
      content.writeTo(first);
    } catch (IOException | RuntimeException e) {
      return first.more ? Optional.of(first) : Optional.empty();
    }
    return Optional.of(first);
  }

  /** Returns at most as many bytes as were asked for. */
  byte[] bytes() {
    return bytes.toByteArray();
  }

  /** Returns whether that is all of the content. */
  boolean isAll() {
    return !more;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    int taken = Math.min(length, limit - bytes.size());
    bytes.write(source, offset, taken);
    if (taken < length) {
      more = true;
      throw new EnoughException();
    }
  }

  /** Ends the content early. */
  private static final class EnoughException extends IOException {
    private static final long serialVersionUID = 1L;

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }
}
