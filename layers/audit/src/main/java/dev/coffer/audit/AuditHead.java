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
 * Where a trail ended when the last operation got its answer, in a file beside the lines: without
 * it nobody could tell that the last lines were taken away. It follows the lines, so after a kill
 * it may be behind them and never before.
 */
record AuditHead(String file, long size, Chain chain) {
  static final String NAME = "head";
  private static final int LENGTH = 256;

  /** Of a file that somebody may have made; far more than a head has. */
  private static final int MOST = 1 << 16;

  /** As text, without a line end. */
  byte[] bytes() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("file", file);
    fields.put("size", size);
    fields.put(AuditLine.SEQUENCE, chain.sequence());
    fields.put("hash", chain.hash());
    return JsonText.object(fields).getBytes(StandardCharsets.UTF_8);
  }

  /** Over what stands there, in one write of a fixed length. */
  void write(FileChannel out) throws IOException {
    write(out, padded(), 0);
  }

  /** All of the bytes, at a place. */
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

  /** Whether this one stands there, byte for byte. */
  boolean isIn(FileChannel in) throws IOException {
    return Arrays.equals(first(in), padded());
  }

  /** As many bytes as a head has, or all if there are fewer. */
  private static byte[] first(FileChannel in) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(LENGTH);
    while (bytes.hasRemaining() && in.read(bytes, bytes.position()) > 0) {
      // until there are no more
    }
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  /** Nothing when there is none, or none that can be read. */
  static Optional<AuditHead> read(TrailFolder folder) throws IOException {
    try {
      return readFile(folder, NAME);
    } catch (DamagedTrailException e) {
      return Optional.empty();
    }
  }

  /**
   * The head in a file of its own; nothing when there is none, or none that can be read.
   *
   * @throws DamagedTrailException when it is no regular file
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

  /** Nothing when it is none. */
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
      throw new IllegalArgumentException("no head of a trail");
    }
    return text;
  }
}
