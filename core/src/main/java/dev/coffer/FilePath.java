package dev.coffer;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A validated and normalised path inside a store. Every path given as a string becomes one.
 *
 * <p>Normalising does this and no more: leading {@code /} are dropped, {@code //} is one {@code /},
 * {@code .} segments are dropped, and one trailing {@code /} is dropped. {@code /a}, {@code ./a},
 * {@code a} and {@code .//a} are one path; {@code ""} and {@code /} are the {@linkplain #ROOT
 * root}.
 *
 * <p>The following are refused with an {@link InvalidFilePathException}, before any I/O:
 *
 * <ul>
 *   <li>a {@code ..} segment anywhere; it is never resolved and never stripped;
 *   <li>a backslash, a control character (U+0000–U+001F, U+007F–U+009F), U+2028, U+2029, an
 *       unpaired surrogate;
 *   <li>U+FFFE and U+FFFF, which no XML document can hold, so a bucket could not list them;
 *   <li>more than {@value #MAX_BYTES} UTF-8 bytes in all, counted on the string as given, or more
 *       than {@value #MAX_SEGMENT_BYTES} in one segment;
 *   <li>a segment {@code .coffer} in any letter case: Coffer's own area.
 * </ul>
 *
 * <p>Everything else is a literal name, kept as it is: nothing is decoded, folded or normalised.
 *
 * <p>Paths are ordered by their UTF-8 bytes.
 */
public final class FilePath implements Comparable<FilePath> {
  /** The maximum length of a path, in UTF-8 bytes. */
  public static final int MAX_BYTES = 1024;

  /** The maximum length of one segment of a path, in UTF-8 bytes. */
  public static final int MAX_SEGMENT_BYTES = 255;

  /** The root of a store: legal for listing and for views, never a file. */
  public static final FilePath ROOT = new FilePath("");

  private static final String RESERVED = OwnPath.AREA;

  private final String value;

  /** The parts of a path in Coffer's own area. */
  private final @Nullable OwnPath own;

  private FilePath(String value) {
    this(value, null);
  }

  private FilePath(String value, @Nullable OwnPath own) {
    this.value = value;
    this.own = own;
  }

  static FilePath own(OwnPath parts) {
    return own(parts, parts.value());
  }

  static FilePath own(OwnPath parts, String value) {
    return new FilePath(value, parts);
  }

  Optional<OwnPath> ownParts() {
    return Optional.ofNullable(own);
  }

  /**
   * Parses a path to a file or a directory.
   *
   * @param path any string
   * @return the normalised path
   * @throws InvalidFilePathException if the string is not a legal path
   */
  public static FilePath of(String path) {
    return parse(path, "name", "any store");
  }

  /**
   * Parses a path that must name a file.
   *
   * @param path any string
   * @return the normalised path, never the root
   * @throws InvalidFilePathException if the string is not a legal path, is the root or ends in
   *     {@code /}
   */
  public static FilePath ofFile(String path) {
    return parseFile(path, "name", "any store");
  }

  static FilePath parseFile(String path, String operation, Object store) {
    FilePath parsed = parse(path, operation, store);
    if (path.endsWith("/") && !parsed.isRoot()) {
      throw InvalidFilePathException.of(
          path, operation, store, "it ends in '/', so it names a directory; name a file");
    }
    return parsed.requireFile(operation, store);
  }

  static FilePath parse(String path, String operation, Object store) {
    String reason = refusal(path);
    if (reason != null) {
      throw InvalidFilePathException.of(path, operation, store, reason);
    }
    String normal = normalise(path);
    return normal.isEmpty() ? ROOT : new FilePath(normal);
  }

  /**
   * Returns why {@code path} is refused, or null. Its length is checked before anything walks it.
   */
  private static @Nullable String refusal(String path) {
    if (path.length() > MAX_BYTES) {
      return tooLong();
    }
    int bytes = 0;
    int segmentBytes = 0;
    int segmentStart = 0;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      int width = 1;
      if (c == '/') {
        String reason = segmentRefusal(path, segmentStart, i, segmentBytes);
        if (reason != null) {
          return reason;
        }
        segmentStart = i + 1;
        segmentBytes = -1;
      } else if (c == '\\') {
        return "a backslash is not allowed; directories are separated by '/'";
      } else if (c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == '\u2028' || c == '\u2029') {
        return String.format(Locale.ROOT, "the control character U+%04X is not allowed", (int) c);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < path.length()
          && Character.isLowSurrogate(path.charAt(i + 1))) {
        width = 4;
        i++;
      } else if (c >= '\uFFFE') {
        return String.format(
            Locale.ROOT, "U+%04X is not allowed: no XML document can hold it", (int) c);
      } else if (Character.isSurrogate(c)) {
        return String.format(Locale.ROOT, "the unpaired surrogate U+%04X is no text", (int) c);
      } else if (c >= 0x80) {
        width = c < 0x800 ? 2 : 3;
      }
      bytes += width;
      segmentBytes += width;
    }
    if (bytes > MAX_BYTES) {
      return tooLong();
    }
    return segmentRefusal(path, segmentStart, path.length(), segmentBytes);
  }

  private static String tooLong() {
    return "it is longer than " + MAX_BYTES + " UTF-8 bytes";
  }

  private static @Nullable String segmentRefusal(String path, int start, int end, int bytes) {
    if (bytes > MAX_SEGMENT_BYTES) {
      return "a segment is longer than " + MAX_SEGMENT_BYTES + " UTF-8 bytes";
    }
    int length = end - start;
    if (length == 2 && path.charAt(start) == '.' && path.charAt(start + 1) == '.') {
      return "a '..' segment is not allowed";
    }
    if (length == RESERVED.length() && path.regionMatches(true, start, RESERVED, 0, length)) {
      return "'" + RESERVED + "' is Coffer's own area";
    }
    return null;
  }

  private static String normalise(String path) {
    if (isNormal(path)) {
      return path;
    }
    StringBuilder normal = new StringBuilder(path.length());
    for (String segment : path.split("/", -1)) {
      if (!segment.isEmpty() && !segment.equals(".")) {
        normal.append(normal.length() == 0 ? "" : "/").append(segment);
      }
    }
    return normal.toString();
  }

  private static boolean isNormal(String path) {
    int start = 0;
    int length = path.length();
    while (start <= length) {
      int slash = path.indexOf('/', start);
      int end = slash < 0 ? length : slash;
      if (end == start || (end == start + 1 && path.charAt(start) == '.')) {
        return path.isEmpty();
      }
      start = end + 1;
    }
    return true;
  }

  /**
   * Returns this path unless it is the root, for operations that need a file. A back end calls this
   * first in each primitive that takes a file.
   *
   * @param operation the call, for the message
   * @param store the store, for the message; a {@link FileStore} appears with its name, anything
   *     else with its {@code toString}
   * @return this path
   * @throws InvalidFilePathException if this is the root
   */
  public FilePath requireFile(String operation, Object store) {
    if (isRoot()) {
      throw InvalidFilePathException.of(
          "/", operation, store, "it is the root of the store; name a file");
    }
    return this;
  }

  /**
   * Returns whether this is the root of the store.
   *
   * @return true for the empty path
   */
  public boolean isRoot() {
    return value.isEmpty();
  }

  /**
   * Returns the last segment.
   *
   * @return the name; empty for the root
   */
  public String name() {
    return value.substring(value.lastIndexOf('/') + 1);
  }

  /**
   * Returns the directory that contains this path.
   *
   * @return the root for a path of one segment; empty for the root itself
   */
  public Optional<FilePath> parent() {
    if (isRoot()) {
      return Optional.empty();
    }
    int slash = value.lastIndexOf('/');
    return Optional.of(slash < 0 ? ROOT : new FilePath(value.substring(0, slash)));
  }

  /**
   * Resolves a path against this directory.
   *
   * @param below a path relative to this one
   * @return the joined path
   * @throws InvalidFilePathException if the joined path is longer than {@value #MAX_BYTES} bytes
   */
  public FilePath resolve(FilePath below) {
    if (isRoot()) {
      return below;
    }
    if (below.isRoot()) {
      return this;
    }
    if (below.own != null) {
      return own(below.own.under(this));
    }
    if (own != null) {
      return OwnPaths.ofListed(value + "/" + below.value);
    }
    // Both parts obey the rules, so only the length of the whole can break one; a UTF-16 unit has
    // at most three bytes in UTF-8.
    String whole = value + "/" + below.value;
    return whole.length() * 3 <= MAX_BYTES ? new FilePath(whole) : of(whole);
  }

  /**
   * Returns whether this path is {@code directory} or is below it. Whole segments are compared:
   * {@code data2} is not below {@code data}.
   *
   * @param directory the path that may contain this one
   * @return true also if both are equal
   */
  public boolean startsWith(FilePath directory) {
    if (own != null && directory.own == null) {
      return own.subject().startsWith(directory);
    }
    return directory.isRoot()
        || (value.startsWith(directory.value)
            && (value.length() == directory.value.length()
                || value.charAt(directory.value.length()) == '/'));
  }

  /**
   * Returns this path relative to a directory above it.
   *
   * @param directory a path that this one {@linkplain #startsWith(FilePath) starts with}
   * @return the rest of this path
   */
  public FilePath relativeTo(FilePath directory) {
    if (!startsWith(directory)) {
      throw new IllegalArgumentException(this + " is not below " + directory);
    }
    if (directory.isRoot()) {
      return this;
    }
    if (own != null && directory.own == null) {
      return own(own.within(directory));
    }
    return value.length() == directory.value.length()
        ? ROOT
        : new FilePath(value.substring(directory.value.length() + 1));
  }

  /**
   * Compares two strings by their UTF-8 bytes, the order of every listing. {@link String#compareTo}
   * orders by UTF-16 units, which differs beyond U+FFFF.
   *
   * @param left a string without unpaired surrogates
   * @param right another
   * @return negative, zero or positive
   */
  public static int compareUtf8(String left, String right) {
    int shared = Math.min(left.length(), right.length());
    for (int i = 0; i < shared; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        boolean surrogateLeft = Character.isSurrogate(a);
        return surrogateLeft == Character.isSurrogate(b) ? a - b : (surrogateLeft ? 1 : -1);
      }
    }
    return left.length() - right.length();
  }

  @Override
  public int compareTo(FilePath other) {
    return compareUtf8(value, other.value);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FilePath path && path.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  /** Returns the normalised path: no leading and no trailing {@code /}; empty for the root. */
  @Override
  public String toString() {
    return value;
  }
}
