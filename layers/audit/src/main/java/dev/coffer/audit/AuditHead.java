package dev.coffer.audit;

import dev.coffer.text.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The end of a trail after the last completed operation, in a file next to the lines. Without it,
 * the removal of the last lines could not be detected. It is written after the lines, so after a
 * kill it may name an earlier line, and never a later one.
 */
record AuditHead(String file, long size, Chain chain) {
  static final String NAME = "head";
  private static final int LENGTH = 256;

  /** The limit for a file that anyone may have written; far larger than a head. */
  private static final int MOST = 1 << 16;

  /** Returns the head as text, without a line end. */
  byte[] bytes() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("file", file);
    fields.put("size", size);
    fields.put(AuditLine.SEQUENCE, chain.sequence());
    fields.put("hash", chain.hash());
    return JsonText.object(fields).getBytes(StandardCharsets.UTF_8);
  }

  /** Overwrites the previous head with one write of a fixed length. */
  void write(FileChannel out) throws IOException {
    write(out, padded(), 0);
  }

  /** Writes all bytes at a position. */
  static void write(FileChannel out, byte[] bytes, long at) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(bytes);
    while (left.hasRemaining()) {
      out.write(left, at + left.position());
    }
  }

  private byte[] padded() {
    byte[] padded = new byte[LENGTH];
    Arrays.fill(padded, (byte) ' ');
    byte[] text = bytes();
    System.arraycopy(text, 0, padded, 0, text.length);
    padded[LENGTH - 1] = '\n';
    return padded;
  }

  /** Returns whether the file contains exactly this head. */
  boolean isIn(FileChannel in) throws IOException {
    return Arrays.equals(first(in), padded());
  }

  /** Reads as many bytes as a head has, or all if there are fewer. */
  private static byte[] first(FileChannel in) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(LENGTH);
    while (bytes.hasRemaining() && in.read(bytes, bytes.position()) > 0) {
      // until there are no more
    }
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  /** Returns the head; empty if there is none or it is invalid. */
  static Optional<AuditHead> read(TrailFolder folder) throws IOException {
    try {
      return readFile(folder, NAME);
    } catch (DamagedTrailException e) {
      return Optional.empty();
    }
  }

  /**
   * Returns the head in a file of its own; empty if there is none or it is invalid.
   *
   * @throws DamagedTrailException if it is not a regular file
   */
  static Optional<AuditHead> readFile(TrailFolder folder, String name) throws IOException {
    try (InputStream in = Channels.newInputStream(PinnedFile.read(folder, name))) {
      return parse(in.readNBytes(MOST));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  static Optional<AuditHead> read(FileChannel in) throws IOException {
    byte[] bytes = first(in);
    return bytes.length < LENGTH ? Optional.empty() : parse(bytes);
  }

  /** Parses a head; empty if it is invalid. */
  static Optional<AuditHead> parse(byte[] bytes) {
    return parse(new String(bytes, StandardCharsets.ISO_8859_1));
  }

  private static Optional<AuditHead> parse(String text) {
    try {
      Map<String, String> fields = AuditLine.fields(text);
      return Optional.of(
          new AuditHead(
              required(fields.get("file")),
              Long.parseLong(required(fields.get("size"))),
              new Chain(
                  Long.parseLong(required(fields.get(AuditLine.SEQUENCE))),
                  required(fields.get("hash")))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String required(@Nullable String text) {
    if (text == null) {
      throw new IllegalArgumentException("not the head of an audit trail");
    }
    return text;
  }
}
