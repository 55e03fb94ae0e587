package dev.coffer;

import dev.coffer.text.Printable;
import java.util.Locale;
import java.util.Map;

/** The rules for content types and metadata, the same on every store. */
final class MetadataRules {
  private MetadataRules() {}

  static void requireContentType(String type) {
    boolean printable = type.chars().allMatch(c -> c >= 0x20 && c < 0x7F);
    if (type.isBlank() || type.length() > WriteOptions.MAX_CONTENT_TYPE_LENGTH || !printable) {
      throw invalid(
          "a content type is 1 to "
              + WriteOptions.MAX_CONTENT_TYPE_LENGTH
              + " printable ASCII characters");
    }
  }

  static void requirePair(String key, String value) {
    if (key.isEmpty() || !key.chars().allMatch(MetadataRules::isKeyCharacter)) {
      throw invalid(
          "a key is made of a-z, 0-9 and '-': '"
              + Printable.of(key, FileStoreException.LONGEST_PATH_SHOWN)
              + "'");
    }
    if (!isText(value)) {
      throw invalid("the value of '" + key + "' has a control character or an unpaired surrogate");
    }
  }

  static void requireSize(Map<String, String> metadata) {
    long bytes =
        metadata.entrySet().stream().mapToLong(e -> utf8(e.getKey()) + utf8(e.getValue())).sum();
    if (bytes > WriteOptions.MAX_METADATA_BYTES) {
      throw invalid(
          String.format(
              Locale.ROOT,
              "%d bytes of keys and values, of at most %d",
              bytes,
              WriteOptions.MAX_METADATA_BYTES));
    }
  }

  private static boolean isKeyCharacter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  }

  private static boolean isText(String value) {
    return value
        .codePoints()
        .noneMatch(
            c ->
                Character.isISOControl(c)
                    || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
  }

  /** Returns the length in UTF-8 of a text without unpaired surrogates. */
  private static long utf8(String text) {
    return text.codePoints()
        .mapToLong(c -> c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4)
        .sum();
  }

  private static InvalidMetadataException invalid(String reason) {
    return new InvalidMetadataException(new ErrorContext("write", "", "any store"), reason, null);
  }
}
