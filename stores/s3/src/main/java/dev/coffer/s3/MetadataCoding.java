package dev.coffer.s3;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Encodes metadata values as headers: ASCII unchanged, anything else as encoded words of RFC 2047,
 * as S3 itself returns such values. Encoded words written by other programs are decoded too, in
 * both encodings of that standard.
 */
final class MetadataCoding {
  /**
   * Holds the id of a conditional or multipart write. Keys of callers contain no dot, so it cannot
   * be one of theirs.
   */
  static final String WRITE_ID = "coffer.write";

  private static final Pattern WORD =
      Pattern.compile("=\\?([A-Za-z0-9_-]+)(?:\\*[A-Za-z0-9-]*)?\\?([BbQq])\\?([^? ]*)\\?=");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("(?<=\\?=)\\s+(?==\\?)");

  private MetadataCoding() {}

  static Map<String, String> encoded(Map<String, String> metadata) {
    Map<String, String> headers = new HashMap<>();
    metadata.forEach((key, value) -> headers.put(key, encode(value)));
    return headers;
  }

  /** Returns the metadata of an object that callers may see. */
  static Map<String, String> decoded(Map<String, String> headers) {
    Map<String, String> metadata = new HashMap<>();
    headers.forEach(
        (key, value) -> {
          String name = key.toLowerCase(Locale.ROOT);
          if (!name.equals(WRITE_ID)) {
            metadata.put(name, decode(value == null ? "" : value));
          }
        });
    return metadata;
  }

  static String encode(String value) {
    boolean plain = value.chars().allMatch(c -> c >= 0x20 && c < 0x7F);
    if (plain && value.strip().equals(value) && !value.contains("=?")) {
      return value;
    }
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(bytes) + "?=";
  }

  static String decode(String header) {
    if (!header.contains("=?")) {
      return header;
    }
    // A word may end inside a character, so consecutive words of one charset are joined.
    Matcher words = WORD.matcher(BETWEEN_WORDS.matcher(header).replaceAll(""));
    StringBuilder text = new StringBuilder();
    while (words.find()) {
      words.appendReplacement(text, Matcher.quoteReplacement(word(words)));
    }
    return words.appendTail(text).toString();
  }

  private static String word(Matcher word) {
    try {
      byte[] bytes =
          word.group(2).equalsIgnoreCase("B")
              ? Base64.getDecoder().decode(word.group(3))
              : quotedPrintable(word.group(3));
      Charset charset = Charset.forName(word.group(1));
      return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return word.group();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return word.group();
    }
  }

  private static byte[] quotedPrintable(String text) {
    ByteBuffer bytes = ByteBuffer.allocate(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '=' && i + 2 < text.length()) {
        bytes.put((byte) Integer.parseInt(text.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        bytes.put((byte) (c == '_' ? ' ' : c));
      }
    }
    byte[] used = new byte[bytes.position()];
    bytes.flip().get(used);
    return used;
  }
}
