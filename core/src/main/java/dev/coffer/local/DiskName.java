package dev.coffer.local;

import dev.coffer.text.RefusedName;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Names of files as the system has them. On Unix a name is bytes, and bytes that are not UTF-8 have
 * no text: the JDK shows each as U+FFFD, and that text leads to nothing, or to another file.
 */
final class DiskName {
  private static final char REPLACEMENT = '\uFFFD';

  private DiskName() {}

  /** Whether the text of a name names the same file. */
  static boolean isText(Path name) {
    String text = name.toString();
    return text.indexOf(REPLACEMENT) < 0 || Path.of(text).equals(name);
  }

  /**
   * A name for people: {@code \xE9} stands for a byte that is not UTF-8, and <code>&#92;u000A
   * </code> for a character that no path of a store may have.
   */
  static String shown(Path name) {
    return isText(name) ? shown(name.toString()) : shown(bytes(name));
  }

  private static String shown(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints().forEach(c -> RefusedName.append(shown, c));
    return shown.toString();
  }

  private static String shown(ByteBuffer bytes) {
    StringBuilder shown = new StringBuilder();
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CharBuffer text = CharBuffer.allocate(bytes.remaining());
    while (bytes.hasRemaining()) {
      CoderResult result = decoder.reset().decode(bytes, text.clear(), true);
      shown.append(shown(text.flip().toString()));
      for (int i = result.isMalformed() ? result.length() : 0; i > 0; i--) {
        RefusedName.append(shown, bytes.get());
      }
    }
    return shown.toString();
  }

  /** The bytes of a name, which the JDK shows only as a part of a URI. */
  private static ByteBuffer bytes(Path name) {
    String uri = Path.of("/").resolve(name).toUri().getRawPath();
    ByteBuffer bytes = ByteBuffer.allocate(uri.length());
    for (int i = 1; i < uri.length() && uri.charAt(i) != '/'; i++) {
      if (uri.charAt(i) == '%') {
        bytes.put((byte) Integer.parseInt(uri, i + 1, i + 3, 16));
        i += 2;
      } else {
        bytes.put((byte) uri.charAt(i));
      }
    }
    return bytes.flip();
  }
}
