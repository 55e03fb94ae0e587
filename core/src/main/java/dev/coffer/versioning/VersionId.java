package dev.coffer.versioning;

import dev.coffer.FileInfo;
import dev.coffer.text.Sha256;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The id of a version: the time of the file that was replaced and its etag. All who replace the
 * same file make the same id. A deletion has the id of the version that was deleted, and its own
 * time.
 *
 * @param text the id
 * @param written the time of the version
 * @param deleted the time of the deletion; empty if it is a version
 */
record VersionId(String text, Instant written, Optional<Instant> deleted) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSSSSSSSSX", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final Pattern FORM =
      Pattern.compile(
          "([0-9]{8}T[0-9]{6}\\.[0-9]{9}Z)-([0-9a-zA-Z]+)(?:-d([0-9]{8}T[0-9]{6}\\.[0-9]{9}Z))?");
  private static final int TAG = "20261130T210816.123456789Z-".length();
  private static final char FOREIGN = 'f';
  private static final Pattern SHORT_ETAG = Pattern.compile("[0-9a-zA-Z]{1,20}");
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  /** How far the clock of a store may be ahead of that of this process. */
  static final Duration AHEAD = Duration.ofSeconds(1);

  /** How far the clock that gives files their times may be behind that of this process. */
  static final Duration TICK = Duration.ofMillis(10);

  /** What happened later is greater; of one moment, the deletion is. */
  static final Comparator<VersionId> BY_TIME =
      Comparator.comparing(VersionId::time)
          .thenComparing(VersionId::isDeletion)
          .thenComparing(VersionId::text);

  /**
   * Returns the id of a file that is about to be replaced. If its time is still to come, since
   * another program has set it, the id has the present time, less a tick: whatever replaces the
   * file is later.
   */
  static VersionId of(FileInfo file, Instant now) {
    return isToCome(file, now)
        ? at(now.minus(TICK), foreignTag(file))
        : at(file.lastModified(), tag(file.etag()));
  }

  /** Returns whether the time of a file is still to come. */
  static boolean isToCome(FileInfo file, Instant now) {
    return file.lastModified().isAfter(now.plus(AHEAD));
  }

  /**
   * Returns the id of a file that is about to be replaced, and has replaced this version, whatever
   * its time says. It is as late as it can be before what replaces the file, whose time is of a
   * clock that may be a tick behind.
   */
  VersionId followedBy(FileInfo file, Instant now) {
    Instant next = time().plusNanos(1);
    Instant before = now.minus(TICK);
    return at(before.isBefore(next) ? next : before, foreignTag(file));
  }

  private static VersionId at(Instant time, String tag) {
    Instant known = known(time);
    return new VersionId(TIME.format(known) + "-" + tag, known, Optional.empty());
  }

  /** Returns the nearest time that an id can have. */
  static Instant known(Instant time) {
    return time.isBefore(EARLIEST) ? EARLIEST : time.isAfter(LATEST) ? LATEST : time;
  }

  /** Returns whether this is the id of a file, whenever it was made. */
  boolean isOf(FileInfo file) {
    boolean sameTime = written.equals(known(file.lastModified()));
    return deleted.isEmpty()
        && ((sameTime && text.endsWith("-" + tag(file.etag())))
            || (text.charAt(TAG) == FOREIGN && text.endsWith(foreignTag(file))));
  }

  /** An etag that is a number keeps its order, for versions within one tick of the clock. */
  private static String tag(String etag) {
    return SHORT_ETAG.matcher(etag).matches()
        ? String.format(Locale.ROOT, "%02d%s", etag.length(), etag)
        : "x" + digest(etag);
  }

  private static String foreignTag(FileInfo file) {
    return FOREIGN + digest(file.lastModified() + " " + file.etag());
  }

  private static String digest(String text) {
    return Sha256.hex(text).substring(0, 16);
  }

  /** A version that was never current, since another write followed it at once. */
  static VersionId unique(Instant time) {
    return at(time, "z" + UUID.randomUUID().toString().replace("-", ""));
  }

  VersionId deletedAt(Instant time) {
    Instant later = time.isBefore(written) ? written : time;
    return new VersionId(text + "-d" + TIME.format(later), written, Optional.of(later));
  }

  /** Returns the id that a text is; empty if it is none. */
  static Optional<VersionId> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      Optional<Instant> deleted = Optional.ofNullable(matcher.group(3)).map(VersionId::instant);
      return Optional.of(new VersionId(text, instant(matcher.group(1)), deleted));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Instant instant(String text) {
    return Instant.from(TIME.parse(text));
  }

  boolean isDeletion() {
    return deleted.isPresent();
  }

  Instant time() {
    return deleted.orElse(written);
  }

  /** Returns the id of the version that is this one, or was deleted. */
  String version() {
    return isDeletion() ? text.substring(0, text.lastIndexOf("-d")) : text;
  }
}
