package dev.coffer.versioning;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * The name of the file of a version: its id behind its time with each digit subtracted from nine.
 * So a listing has the newest first, and begins at any moment.
 */
final class VersionName {
  /** Begins a name behind those of all versions. */
  static final String LAST = "~";

  private static final DateTimeFormatter DIGITS =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmssSSSSSSSSS", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int LENGTH = 23;

  private VersionName() {}

  static String of(VersionId id) {
    return at(id.time()) + "-" + id.text();
  }

  /** Returns a name before those of all versions that are not later than a moment. */
  static String at(Instant moment) {
    StringBuilder name = new StringBuilder(DIGITS.format(VersionId.known(moment)));
    for (int i = 0; i < name.length(); i++) {
      name.setCharAt(i, (char) ('9' - name.charAt(i) + '0'));
    }
    return name.toString();
  }

  /** Returns the id of a version; empty for the name of another file. */
  static Optional<VersionId> parse(String name) {
    return name.length() > LENGTH && name.charAt(LENGTH) == '-'
        ? VersionId.parse(name.substring(LENGTH + 1)).filter(id -> of(id).equals(name))
        : Optional.empty();
  }
}
