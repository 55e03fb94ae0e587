package dev.coffer.app.quickstart;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a text of JSON objects, one a line or in an array, into the objects, each with its bytes as
 * they stand. It knows of JSON what it takes to find where an object ends, and holds one of them.
 */
final class JsonObjects {
  static final int MOST_BYTES = 8 << 20;
  private static final String BETWEEN = " \t\r\n,[]";

  private final InputStream in;

  /** The text is something else. */
  static final class OtherTextException extends IOException {
    private static final long serialVersionUID = 1L;

    OtherTextException(String message) {
      super(message);
    }
  }

  /**
   * Starts at the text's begin.
   *
   * @param in buffered; closed by the caller
   */
  JsonObjects(InputStream in) {
    this.in = in;
  }

  /** The next object; null at the end. */
  byte @Nullable [] next() throws IOException {
    int b = in.read();
    while (b >= 0 && BETWEEN.indexOf(b) >= 0) {
      b = in.read();
    }
    if (b >= 0 && b != '{') {
      throw new OtherTextException("no object begins here");
    }
    return b < 0 ? null : rest();
  }

  /** An object from behind its first brace. */
  private byte[] rest() throws IOException {
    ByteArrayOutputStream object = new ByteArrayOutputStream();
    object.write('{');
    boolean quoted = false;
    boolean escaped = false;
    for (int depth = 1; depth > 0; ) {
      int b = in.read();
      if (b < 0 || object.size() == MOST_BYTES) {
        throw new OtherTextException("an object does not end, or is too large");
      }
      object.write(b);
      if (escaped) {
        escaped = false;
      } else if (quoted) {
        escaped = b == '\\';
        quoted = b != '"';
      } else {
        quoted = b == '"';
        depth += b == '{' ? 1 : b == '}' ? -1 : 0;
      }
    }
    return object.toByteArray();
  }
}
