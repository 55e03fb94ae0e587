package dev.coffer.compression;

import java.util.Locale;
import java.util.Set;

/** Which contents are not worth compressing, most of them because they are compressed. */
final class Compressibility {
  private static final Set<String> COMPRESSED_FAMILIES = Set.of("image/", "video/", "audio/");

  private static final Set<String> UNCOMPRESSED_MEDIA =
      Set.of(
          "image/svg+xml",
          "image/bmp",
          "image/x-ms-bmp",
          "image/tiff",
          "audio/wav",
          "audio/x-wav",
          "audio/vnd.wave");

  private static final Set<String> COMPRESSED =
      Set.of(
          "application/zip",
          "application/gzip",
          "application/x-gzip",
          "application/zstd",
          "application/x-bzip2",
          "application/x-xz",
          "application/x-7z-compressed",
          "application/vnd.rar",
          "application/x-rar-compressed",
          "application/java-archive",
          "application/epub+zip",
          "application/vnd.apache.parquet",
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          "application/vnd.openxmlformats-officedocument.presentationml.presentation",
          "font/woff",
          "font/woff2");

  /** The first bytes, as characters of one byte each. */
  private static final Set<String> MAGIC =
      Set.of(
          "PK\3\4",
          "\u001F\u008B",
          "(\u00B5/\u00FD",
          "BZh",
          "\u00FD7zXZ",
          "7z\u00BC\u00AF",
          "Rar!",
          "\u0089PNG",
          "\u00FF\u00D8\u00FF",
          "GIF8",
          "OggS",
          "ID3",
          "PAR1",
          "wOF2");

  private Compressibility() {}

  /** Returns whether contents of this media type are compressed. */
  static boolean isCompressed(String contentType) {
    String type = contentType.toLowerCase(Locale.ROOT).split(";", 2)[0].strip();
    boolean media = COMPRESSED_FAMILIES.stream().anyMatch(type::startsWith);
    return media ? !UNCOMPRESSED_MEDIA.contains(type) : COMPRESSED.contains(type);
  }

  /** Returns whether a content that begins so is compressed. */
  static boolean isCompressed(byte[] first) {
    return MAGIC.stream().anyMatch(magic -> begins(first, magic));
  }

  private static boolean begins(byte[] first, String magic) {
    for (int i = 0; i < magic.length(); i++) {
      if (i >= first.length || (first[i] & 0xFF) != magic.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
