package dev.coffer.webhook;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request, of known size and repeatable: in memory up to a limit, else in a temporary
 * file that this user alone may read.
 */
final class WebHookBody implements AutoCloseable {
  static final WebHookBody EMPTY = new WebHookBody(new byte[0], null, 0);
  static final int IN_MEMORY = 1 << 20;

  private final byte @Nullable [] bytes;
  private final @Nullable Path file;
  private final long size;

  private WebHookBody(byte @Nullable [] bytes, @Nullable Path file, long size) {
    this.bytes = bytes;
    this.file = file;
    this.size = size;
  }

  /** Reads all of a stream. */
  static WebHookBody of(InputStream in) throws IOException {
    try (Writer writer = new Writer()) {
      in.transferTo(writer);
      return writer.finish();
    }
  }

  long size() {
    return size;
  }

  InputStream open() throws IOException {
    return bytes != null
        ? new ByteArrayInputStream(bytes)
        : Files.newInputStream(Objects.requireNonNull(file));
  }

  BodyPublisher publisher() throws IOException {
    return bytes != null
        ? BodyPublishers.ofByteArray(bytes)
        : BodyPublishers.ofFile(Objects.requireNonNull(file));
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      Files.deleteIfExists(file);
    }
  }

  /** Takes the bytes of a body. */
  static final class Writer extends OutputStream {
    private ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private @Nullable Path file;
    private @Nullable OutputStream out;
    private boolean finished;
    private long size;

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
      size += length;
      if (out == null && size > IN_MEMORY) {
        spill();
      }
      (out == null ? memory : out).write(buffer, offset, length);
    }

    private void spill() throws IOException {
      file = Files.createTempFile("coffer-body", null);
      out = Files.newOutputStream(file);
      memory.writeTo(out);
      memory = new ByteArrayOutputStream();
    }

    WebHookBody finish() throws IOException {
      if (out != null) {
        out.close();
      }
      finished = true;
      return out == null
          ? new WebHookBody(memory.toByteArray(), null, size)
          : new WebHookBody(null, file, size);
    }

    /** Deletes the file, unless a body was created from it. */
    @Override
    public void close() throws IOException {
      if (!finished && out != null && file != null) {
        out.close();
        Files.deleteIfExists(file);
      }
    }
  }
}
