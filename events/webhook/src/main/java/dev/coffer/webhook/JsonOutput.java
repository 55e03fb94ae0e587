package dev.coffer.webhook;

import dev.coffer.text.JsonText;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** Writes JSON in bounded memory, regardless of the length of a string. */
final class JsonOutput {
  private static final int BUFFER = 8192;

  private JsonOutput() {}

  static void raw(OutputStream out, String json) throws IOException {
    out.write(json.getBytes(StandardCharsets.UTF_8));
  }

  static void text(OutputStream out, String text) throws IOException {
    StringBuilder json = new StringBuilder(text.length() + 2);
    JsonText.quote(json, text);
    raw(out, json.toString());
  }

  /** Writes UTF-8 as a string; only ASCII characters need escapes. */
  static void text(OutputStream out, InputStream utf8) throws IOException {
    out.write('"');
    byte[] from = new byte[BUFFER];
    byte[] to = new byte[BUFFER * 6];
    for (int read = utf8.read(from); read >= 0; read = utf8.read(from)) {
      int length = 0;
      for (int i = 0; i < read; i++) {
        length = escape(from[i], to, length);
      }
      out.write(to, 0, length);
    }
    out.write('"');
  }

  private static int escape(byte b, byte[] to, int at) {
    if (b == '"' || b == '\\') {
      to[at] = '\\';
      to[at + 1] = b;
      return at + 2;
    }
    if (b >= 0 && b < 0x20) {
      byte[] escaped = String.format(Locale.ROOT, "\\u%04x", b).getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(escaped, 0, to, at, escaped.length);
      return at + escaped.length;
    }
    to[at] = b;
    return at + 1;
  }

  /** Writes bytes as a string of base64. */
  static void base64(OutputStream out, InputStream bytes) throws IOException {
    out.write('"');
    try (OutputStream encoder = Base64.getEncoder().wrap(new Unclosed(out))) {
      bytes.transferTo(encoder);
    }
    out.write('"');
  }

  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() {}
  }

  /** Returns whether bytes are valid UTF-8. */
  static boolean isText(InputStream bytes) throws IOException {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.allocate(BUFFER);
    CharBuffer out = CharBuffer.allocate(BUFFER);
    boolean more = true;
    while (more) {
      int read = bytes.read(in.array(), in.position(), in.remaining());
      more = read >= 0;
      in.position(in.position() + Math.max(0, read)).flip();
      if (decoder.decode(in, out.clear(), !more).isError()) {
        return false;
      }
      in.compact();
    }
    return true;
  }
}
