package dev.coffer.remote;

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
import org.jspecify.annotations.Nullable;

/**
 * Codes metadata for services whose keys or values are narrower than those of the contract.
 *
 * <p>Values become ASCII, as headers require: ASCII stays as it is, and anything else becomes the
 * encoded words of RFC 2047. Words that other programs wrote are decoded too, in both encodings of
 * that standard. Keys are decoded in lower case, since headers ignore case.
 */
public enum MetadataCoding {
  /** For keys that are headers, such as {@code x-amz-meta-page-count}, and values of any length. */
  HEADERS {
    @Override
    String key(String key) {
      return key;
    }

    @Override
    String plainKey(String stored) {
      return stored;
    }
  },

  /**
   * For keys that are identifiers, such as {@code page_count}, and values that are not empty: a
   * {@code -} is stored as {@code _}, and a key that begins with neither a letter nor {@code _}
   * gets a {@code _} in front.
   */
  IDENTIFIERS {
    @Override
    String key(String key) {
      boolean marked = WriteId.isKey(key) || !Character.isLetter(key.charAt(0));
      return (marked ? "_" : "") + key.replace('-', '_').replace('.', '_');
    }

    @Override
    String plainKey(String stored) {
      return stored.equals(WRITE_ID)
          ? WriteId.KEY
          : (stored.startsWith("_") ? stored.substring(1) : stored).replace('_', '-');
    }
  };

  private static final String WRITE_ID = IDENTIFIERS.key(WriteId.KEY);
  private static final Pattern WORD =
      Pattern.compile("=\\?([A-Za-z0-9_-]+)(?:\\*[A-Za-z0-9-]*)?\\?([BbQq])\\?([^? ]*)\\?=");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("(?<=\\?=)\\s+(?==\\?)");

  /** Returns a key as it is stored. */
  abstract String key(String key);

  /** Returns the key of a stored one, which is in lower case. */
  abstract String plainKey(String stored);

  /**
   * Encodes metadata for the service.
   *
   * @param metadata of a caller, or with a {@link WriteId}
   * @return a new map
   */
  public Map<String, String> encoded(Map<String, String> metadata) {
    Map<String, String> stored = new HashMap<>();
    metadata.forEach((key, value) -> stored.put(key(key), encode(value, this == IDENTIFIERS)));
    return stored;
  }

  /**
   * Decodes the metadata of a file for callers.
   *
   * @param stored as the service returned them; null for none
   * @return a new map, without a {@link WriteId}
   */
  public Map<String, String> decoded(@Nullable Map<String, @Nullable String> stored) {
    Map<String, String> metadata = all(stored);
    metadata.remove(WriteId.KEY);
    return metadata;
  }

  /**
   * Returns whether a file is the result of a write.
   *
   * @param id the id of the write
   * @param stored the metadata of the file, as the service returned them; null for none
   * @return true if they contain the id
   */
  public boolean isOf(WriteId id, @Nullable Map<String, @Nullable String> stored) {
    return id.isIn(all(stored));
  }

  private Map<String, String> all(@Nullable Map<String, @Nullable String> stored) {
    Map<String, String> metadata = new HashMap<>();
    if (stored != null) {
      stored.forEach(
          (key, value) ->
              metadata.put(
                  plainKey(key.toLowerCase(Locale.ROOT)), decode(value == null ? "" : value)));
    }
    return metadata;
  }

  /** Encodes a value; an empty one too if the service takes none. */
  static String encode(String value, boolean neverEmpty) {
    boolean plain = value.chars().allMatch(c -> c >= 0x20 && c < 0x7F);
    boolean empty = neverEmpty && value.isEmpty();
    if (plain && !empty && value.strip().equals(value) && !value.contains("=?")) {
      return value;
    }
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(bytes) + "?=";
  }

  static String decode(String header) {
    if (!header.contains("=?")) {
      return header;
    }
    // Words may be cut inside a character: those of one charset that follow each other are joined.
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
