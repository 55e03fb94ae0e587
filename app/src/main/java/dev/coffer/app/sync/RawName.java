package dev.coffer.app.sync;

import dev.coffer.text.RefusedName;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A name that no path of a store can have, for people, as {@link dev.coffer.OmittedName} has it.
 */
final class RawName {
  private static final int RADIX = 16;

  private RawName() {}

  /** The name of an entry below a root, without a slash at its end. */
  static String of(Path root, Path entry) {
    String above = root.toUri().getRawPath();
    String raw = entry.toUri().getRawPath().substring(above.length());
    return text(bytes(raw)).replaceFirst("^/", "").replaceFirst("/$", "");
  }

  /** The bytes of the name: a file's URI holds each one that is no plain character as %E9. */
  private static byte[] bytes(String raw) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < raw.length(); i++) {
      if (raw.charAt(i) == '%') {
        bytes.write(Integer.parseInt(raw.substring(i + 1, i + 3), RADIX));
        i += 2;
      } else {
        bytes.write(raw.charAt(i));
      }
    }
    return bytes.toByteArray();
  }

  private static String text(byte[] name) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer bytes = ByteBuffer.wrap(name);
    CharBuffer chars = CharBuffer.allocate(name.length);
    StringBuilder text = new StringBuilder();
    CoderResult result;
    do {
      result = decoder.decode(bytes, chars, true);
      chars.flip().toString().codePoints().forEach(c -> RefusedName.append(text, c));
      chars.clear();
      for (int i = 0; result.isError() && i < result.length(); i++) {
        RefusedName.append(text, bytes.get());
      }
    } while (result.isError());
    return text.toString();
  }
}
