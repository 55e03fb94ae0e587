package dev.coffer.observe;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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

  static Path path(Path directory) {
    return directory.resolve(NAME);
  }

  /** As text, without a line end. */
  byte[] bytes() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("file", file);
    fields.put("size", size);
    fields.put(AuditLine.SEQUENCE, chain.sequence());
    fields.put("hash", chain.hash());
    return FlatJson.write(fields).getBytes(StandardCharsets.UTF_8);
  }

  /** Over what stands there, in one write of a fixed length. */
  void write(RandomAccessFile out) throws IOException {
    out.seek(0);
    out.write(padded());
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
  boolean isIn(RandomAccessFile in) throws IOException {
    byte[] bytes = new byte[LENGTH];
    in.seek(0);
    return in.read(bytes) == LENGTH && Arrays.equals(bytes, padded());
  }

  /** Nothing when there is none, or none that can be read. */
  static Optional<AuditHead> read(Path directory) throws IOException {
    try {
      PinnedFile.requireRegular(path(directory)); // a pipe would keep its reader waiting
      return parse(Files.readString(path(directory), StandardCharsets.ISO_8859_1));
    } catch (NoSuchFileException | DamagedTrailException e) {
      return Optional.empty();
    }
  }

  static Optional<AuditHead> read(RandomAccessFile in) throws IOException {
    byte[] bytes = new byte[LENGTH];
    in.seek(0);
    return in.read(bytes) < LENGTH ? Optional.empty() : parse(bytes);
  }

  /** Nothing when it is none. */
  static Optional<AuditHead> parse(byte[] bytes) {
    return parse(new String(bytes, StandardCharsets.ISO_8859_1));
  }

  private static Optional<AuditHead> parse(String text) {
    try {
      Map<String, String> fields = FlatJson.read(text.strip());
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
