package dev.coffer.audit;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads line after line, each of which must follow the one before it. */
final class Following implements AuditLines.Visitor {
  private final String file;
  private @Nullable Chain end;
  private long lines;
  private long size;
  private boolean sealed;
  private LocalDate day = LocalDate.EPOCH;

  private Following(String file, @Nullable Chain end) {
    this.file = file;
    this.end = end;
  }

  /** Begins at any line. */
  static Following in(String file) {
    return new Following(file, null);
  }

  /** Begins after a line. */
  static Following in(String file, Chain before) {
    return new Following(file, before);
  }

  @Override
  public void line(byte[] line) throws IOException {
    try {
      Map<String, String> fields = AuditLine.fields(line);
      Chain stated =
          new Chain(
              Long.parseLong(String.valueOf(fields.get(AuditLine.SEQUENCE))) - 1,
              String.valueOf(fields.get(AuditLine.PREVIOUS)));
      if (sealed) {
        throw damaged("there is a line after the seal", null);
      }
      if (end != null && !end.equals(stated)) {
        throw damaged("line " + (end.sequence() + 1) + " does not follow the one before it", null);
      }
      end = stated.with(line);
      day = LocalDate.ofInstant(Instant.parse(String.valueOf(fields.get("time"))), ZoneOffset.UTC);
      sealed = fields.containsKey(AuditLine.SEALED);
      lines++;
      size += line.length + 1;
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw damaged("it contains a line that is not one of an audit trail", e);
    }
  }

  private DamagedTrailException damaged(String what, @Nullable Exception cause) {
    return new DamagedTrailException(file, what, cause);
  }

  /** Returns whether there was a line, or one to begin after. */
  boolean hasEnd() {
    return end != null;
  }

  Chain end() {
    return Objects.requireNonNull(end);
  }

  long lines() {
    return lines;
  }

  /** Returns the number of bytes of the lines read. */
  long size() {
    return size;
  }

  /** Returns whether the last line is a seal. */
  boolean isSealed() {
    return sealed;
  }

  /** Returns the day of the last line. */
  LocalDate day() {
    return day;
  }
}
