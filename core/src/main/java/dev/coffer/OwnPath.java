package dev.coffer;

import dev.coffer.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A path in Coffer's own area, by its parts:
 *
 * <pre>
 * .coffer/files/KIND/DIRECTORY           whatever belongs to the files below a directory
 * .coffer/files/KIND/FILE!               the own files of one file
 * .coffer/files/KIND/FILE!/NAME          one of them
 * .coffer/files/KIND/HEAD/!DIGEST/NAME   the same if the path of the file is long
 * </pre>
 *
 * <p>The names of users are {@linkplain OwnName escaped}, so that they have no {@code !}. The own
 * files of {@code a} and of {@code a/b} never mix, and a recursive listing has those of all files
 * in the order of the paths of the files. A path that is longer than {@value #LONGEST} bytes is
 * shortened to its first segments and a digest of the others, so that the longest path has own
 * files too.
 *
 * @param kind whose files these are
 * @param subject the file or directory to which they belong; the head, if it was shortened
 * @param rest what follows the subject: empty for a directory, else it begins with {@code !}
 */
record OwnPath(String kind, FilePath subject, String rest) {
  static final String AREA = ".coffer";
  private static final String FILES = AREA + "/files/";

  /** Leaves room in 1,024 bytes for a prefix, the area and the name of the own file. */
  private static final int LONGEST = 512;

  private static final int LONGEST_SEGMENT = FilePath.MAX_SEGMENT_BYTES - OwnName.END.length();

  static boolean isOwn(String path) {
    return path.startsWith(AREA) && (path.length() == AREA.length() || path.startsWith(FILES));
  }

  static OwnPath ofDirectory(String kind, FilePath directory) {
    return new OwnPath(kind, directory, "");
  }

  static OwnPath ofFile(String kind, FilePath file) {
    return new OwnPath(kind, file, OwnName.END);
  }

  /** Returns the path of a name in this directory. */
  OwnPath resolve(String name) {
    return new OwnPath(kind, subject, rest + "/" + name);
  }

  /** Returns whether this names the own files of one file, or one of them. */
  boolean isOfFile() {
    return !rest.isEmpty();
  }

  /**
   * Returns the parts of a path as a back end lists it; null if it is not in the area.
   *
   * @throws InvalidFilePathException if no path of users has such names
   */
  static @Nullable OwnPath parse(String path) {
    if (!path.startsWith(FILES)) {
      return null;
    }
    int slash = path.indexOf('/', FILES.length());
    String kind = path.substring(FILES.length(), slash < 0 ? path.length() : slash);
    return kind.isEmpty() ? null : parse(kind, path, slash < 0 ? path.length() : slash + 1);
  }

  /** Returns the parts of any text; null if it is not a path in the area. */
  static @Nullable OwnPath find(String path) {
    try {
      return parse(path);
    } catch (InvalidFilePathException e) {
      return null;
    }
  }

  private static OwnPath parse(String kind, String path, int start) {
    int mark = path.indexOf(OwnName.END, start);
    boolean shortened = mark >= 0 && (mark == start || path.charAt(mark - 1) == '/');
    int end = mark < 0 ? path.length() : shortened ? Math.max(start, mark - 1) : mark;
    FilePath subject =
        OwnName.parse(path.substring(start, end))
            .orElseThrow(
                () ->
                    new InvalidFilePathException(
                        new ErrorContext("list", path, "any store"), "not a name of files", null));
    return new OwnPath(kind, subject, mark < 0 ? "" : path.substring(mark));
  }

  /** Returns the same path as the parent of a view names it. */
  OwnPath under(FilePath root) {
    return new OwnPath(kind, root.resolve(subject), rest);
  }

  /** Returns the same path as a view of a directory names it. */
  OwnPath within(FilePath root) {
    return new OwnPath(kind, subject.relativeTo(root), rest);
  }

  String value() {
    StringBuilder value = new StringBuilder(FILES).append(kind);
    FilePath head = head();
    append(value, OwnName.of(head));
    if (isShortened()) {
      append(value, rest);
    } else if (!isOfFile() || head.equals(subject)) {
      value.append(rest);
    } else {
      append(value, OwnName.END + digest(subject.relativeTo(head)));
      value.append(rest, OwnName.END.length(), rest.length());
    }
    return value.toString();
  }

  private static void append(StringBuilder value, String segments) {
    if (!segments.isEmpty()) {
      value.append('/').append(segments);
    }
  }

  /** Returns whether the subject is the head alone, since the path was listed so. */
  private boolean isShortened() {
    return rest.length() > 1 && rest.charAt(1) != '/';
  }

  /** The subject, or as many of its first segments as are short enough. */
  FilePath head() {
    FilePath head = subject;
    while (!isShort(OwnName.of(head))) {
      head = head.parent().orElseThrow();
    }
    return head;
  }

  private static boolean isShort(String names) {
    if (names.length() * 3 <= LONGEST_SEGMENT) {
      return true;
    }
    int longest = 0;
    for (String segment : names.split("/", -1)) {
      longest = Math.max(longest, bytes(segment));
    }
    return longest <= LONGEST_SEGMENT && bytes(names) <= LONGEST;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /**
   * Returns the file to which a shortened path belongs.
   *
   * @param known the path of the file, from this or another root on
   * @return empty if it is the path of another file, or its root is below the head
   */
  Optional<FilePath> subject(FilePath known) {
    if (!isShortened()) {
      return isOfFile() ? Optional.of(subject) : Optional.empty();
    }
    String digest = rest.substring(1).replaceFirst("/.*", "");
    Optional<FilePath> above = Optional.of(FilePath.ROOT);
    for (String segment : known.toString().split("/", -1)) {
      FilePath tail = known.relativeTo(above.orElseThrow());
      if (digest(tail).equals(digest)) {
        return Optional.of(subject.resolve(tail));
      }
      above = above.map(directory -> directory.resolve(FilePath.of(segment)));
    }
    return Optional.empty();
  }

  private static String digest(FilePath path) {
    return Sha256.hex(path.toString());
  }
}
