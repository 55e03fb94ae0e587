package dev.coffer.observe;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where one file of a trail ends: what who goes on with it must know. */
final class AuditEnd implements AuditLines.Visitor {
  private byte @Nullable [] last;
  private long lines;
  private long size;

  private AuditEnd() {}

  /**
   * What was found.
   *
   * @param chain after the last line
   * @param lines with an end
   * @param size of those
   * @param half bytes after them
   * @param sealed whether the last line is a seal
   * @param day of the last line
   */
  record Found(Chain chain, long lines, long size, long half, boolean sealed, LocalDate day) {}

  @Override
  public void line(byte[] line) {
    last = line;
    lines++;
    size += line.length + 1;
  }

  /** Looks at a file; null when it has no line. */
  static @Nullable Found of(Path file) throws IOException {
    return of(Files.newInputStream(file), file.toString());
  }

  /** Looks at the bytes of a file, and closes them; null when it has no line. */
  static @Nullable Found of(InputStream bytes, String file) throws IOException {
    AuditEnd end = new AuditEnd();
    long half = AuditLines.each(bytes, file, end);
    byte[] last = end.last;
    return last == null ? null : end.found(last, half, file);
  }

  private Found found(byte[] line, long half, String file) throws IOException {
    try {
      Map<String, String> fields = FlatJson.read(new String(line, StandardCharsets.UTF_8));
      long sequence = Long.parseLong(String.valueOf(fields.get(AuditLine.SEQUENCE)));
      Instant time = Instant.parse(String.valueOf(fields.get("time")));
      return new Found(
          new Chain(sequence - 1, "").with(line),
          lines,
          size,
          half,
          fields.containsKey(AuditLine.SEALED),
          LocalDate.ofInstant(time, ZoneOffset.UTC));
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw new IOException(
          file + " is damaged: move the trail away and keep it (coffer audit verify)", e);
    }
  }
}
