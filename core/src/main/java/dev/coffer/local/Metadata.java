package dev.coffer.local;

import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.InvalidMetadataException;
import dev.coffer.WriteOptions;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Content type and metadata of one version of a file, as they are stored beside its bytes.
 *
 * <p>The form is UTF-8 text: a line {@code coffer 1}, a line with the {@linkplain
 * FileAttributes#version() version} that it belongs to, a line with the content type, empty for
 * none, and a line {@code key=value} for each pair. When the file has another version, since
 * another program changed it, the record is not its own and is ignored. So is one that breaks the
 * rules of {@link WriteOptions}: the bytes of a file can be read whatever is beside them.
 *
 * <p>A file that has a record carries a time of modification of whole microseconds, so that a file
 * without one, which is nearly every file, is known by the look at it that is taken anyway.
 */
record Metadata(Optional<String> contentType, Map<String, String> pairs) {
  static final Metadata NONE = new Metadata(Optional.empty(), Map.of());
  static final String ATTRIBUTE = "coffer";
  static final int MOST_BYTES = 4096;

  private static final String FORMAT = "coffer 1";

  boolean isEmpty() {
    return contentType.isEmpty() && pairs.isEmpty();
  }

  /** Whether a file may have a record: one in a thousand that has none may look as if. */
  static boolean isPossibleFor(FileAttributes node) {
    return node.modified() % 1000 == 0;
  }

  FileInfo describe(FilePath path, FileAttributes node) {
    return new FileInfo(path, node.size(), node.lastModified(), node.etag(), contentType, pairs);
  }

  ByteBuffer encode(FileAttributes node) {
    StringBuilder text = new StringBuilder(FORMAT).append('\n').append(node.version()).append('\n');
    text.append(contentType.orElse("")).append('\n');
    new TreeMap<>(pairs)
        .forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    return StandardCharsets.UTF_8.encode(text.toString());
  }

  /**
   * Reads a record; {@link #NONE} when it is not that of this version of the file.
   *
   * @throws DamagedException if it is, and is none that Coffer has written
   */
  static Metadata decode(ByteBuffer bytes, FileAttributes node) throws DamagedException {
    String[] lines = text(bytes).split("\n", -1);
    if (lines.length < 4 || !lines[0].equals(FORMAT) || !lines[1].equals(node.version())) {
      return NONE;
    }
    try {
      WriteOptions options = WriteOptions.DEFAULTS;
      options = lines[2].isEmpty() ? options : options.contentType(lines[2]);
      for (String pair : List.of(lines).subList(3, lines.length - 1)) {
        int equals = pair.indexOf('=');
        options =
            options.metadata(pair.substring(0, Math.max(0, equals)), pair.substring(equals + 1));
      }
      return new Metadata(options.contentType(), options.metadata());
    } catch (InvalidMetadataException e) {
      throw new DamagedException(e);
    }
  }

  private static String text(ByteBuffer bytes) throws DamagedException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new DamagedException(e);
    }
  }

  /** A record breaks the rules for what a file may have: it is another program's work. */
  static final class DamagedException extends Exception {
    private static final long serialVersionUID = 1L;

    DamagedException(Exception cause) {
      super(cause);
    }
  }
}
