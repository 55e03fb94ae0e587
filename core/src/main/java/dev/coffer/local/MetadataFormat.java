package dev.coffer.local;

import dev.coffer.InvalidMetadataException;
import dev.coffer.WriteOptions;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;

/**
 * The bytes of a record of {@link Metadata}.
 *
 * <p>They are UTF-8 text: a line {@code coffer 1}, a line with the {@linkplain
 * FileAttributes#version() version} that the record belongs to, a line with the content type, empty
 * for none, and a line {@code key=value} for each pair. If the file has another version, since
 * another program changed it, the record is not its own and is ignored. So is one that breaks the
 * rules of {@link WriteOptions}: the bytes of a file can be read whatever is beside them.
 */
final class MetadataFormat {
  static final int MOST_BYTES = 4096;

  private static final String FORMAT = "coffer 1";

  private MetadataFormat() {}

  static ByteBuffer encode(Metadata metadata, FileAttributes node) {
    StringBuilder text = new StringBuilder(FORMAT).append('\n').append(node.version()).append('\n');
    text.append(metadata.contentType().orElse("")).append('\n');
    new TreeMap<>(metadata.pairs())
        .forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    return StandardCharsets.UTF_8.encode(text.toString());
  }

  /**
   * Reads a record; returns {@link Metadata#NONE} if it is not that of this version of the file.
   *
   * @throws DamagedException if it is, but Coffer cannot have written it
   */
  static Metadata decode(ByteBuffer bytes, FileAttributes node) throws DamagedException {
    String[] lines = text(bytes).split("\n", -1);
    if (lines.length < 4 || !lines[0].equals(FORMAT) || !lines[1].equals(node.version())) {
      return Metadata.NONE;
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
