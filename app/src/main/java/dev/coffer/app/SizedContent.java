package dev.coffer.app;

import dev.coffer.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** A local file that was so long when it was looked at. */
record SizedContent(Path file, long length) implements Content {
  /** The file is longer or shorter now. */
  static final class ChangedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public OptionalLong size() {
    return OptionalLong.of(length);
  }

  @Override
  public boolean isRepeatable() {
    return true;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    long given = 0;
    byte[] buffer = new byte[BUFFER_SIZE];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        given += n;
        requireLength(given <= length);
        out.write(buffer, 0, n);
      }
    }
    requireLength(given == length);
  }

  private static void requireLength(boolean kept) {
    if (!kept) {
      throw new ChangedException();
    }
  }
}
